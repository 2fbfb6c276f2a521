import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deviceSpeech } from '@/lib/learner/playback/device-speech';

/** Stands for the browser's: it speaks when it is told to, and only what was not given up. */
class Utterance {
  voice: unknown = null;
  lang = '';
  pitch = 1;
  rate = 1;
  onstart: (() => void) | null = null;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly text: string) {}
}

function stage() {
  const spoken: Utterance[] = [];
  const told: string[] = [];
  const synthesis = { speak: (utterance: Utterance) => spoken.push(utterance), cancel: () => {} };
  const sentence = (text: string, speaker: string, startS: number) => ({
    text,
    speaker,
    startS,
    endS: startS + 1,
    paragraph: 0,
    heading: false,
  });
  const voiceOf = (name: string) => ({ name, lang: 'en-GB' }) as SpeechSynthesisVoice;
  const speech = deviceSpeech({
    chapter: {
      durationS: 6,
      sentences: [sentence('It took 2 ms.', 'Nora', 0), sentence('Oh.', 'Ben', 2), sentence('Yes.', 'Nora', 4)],
    },
    cast: new Map([
      ['Nora', { voice: voiceOf('one'), pitch: 1 }],
      ['Ben', { voice: voiceOf('two'), pitch: 0.8 }],
    ]),
    synthesis: synthesis as unknown as SpeechSynthesis,
    hearer: {
      status: (status) => told.push(status),
      at: (atS) => told.push(`at ${atS}`),
      heard: (fromS, toS) => told.push(`heard ${fromS}-${toS}`),
    },
  });
  /** What was said to the hearer since the last time. */
  const since = () => told.splice(0);
  return { speech, spoken, since, last: () => spoken.at(-1) };
}

describe('the device’s voice', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
    return () => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    };
  });

  it('speaks sentence by sentence, each marked as it starts, and ends after the last', () => {
    const { speech, spoken, since, last } = stage();
    speech.play(0);
    expect(since()).toEqual(['loading', 'at 0']);
    for (const expected of [
      ['playing', 'at 0', 'heard 0-2'],
      ['playing', 'at 2', 'heard 2-4'],
      ['playing', 'at 4', 'heard 4-6', 'at 6', 'ended'],
    ]) {
      last()?.onstart?.();
      last()?.onend?.();
      vi.runAllTimers();
      expect(since()).toEqual(expected);
    }
    expect(spoken.map(({ text }) => text)).toEqual(['It took 2 milliseconds.', 'Oh.', 'Yes.']);
  });

  it('gives everyone the voice and the pitch of their part', () => {
    const { speech, spoken, last } = stage();
    speech.play(0);
    last()?.onend?.();
    vi.runAllTimers();
    expect(spoken.map(({ voice, pitch }) => [(voice as SpeechSynthesisVoice).name, pitch])).toEqual([
      ['one', 1],
      ['two', 0.8],
    ]);
  });

  it('begins the sentence again, at the new speed, when the speed changes, and hears no more of the old', () => {
    const { speech, spoken, since, last } = stage();
    speech.play(2);
    const old = last();
    speech.setSpeed(1.5);
    expect(spoken.map(({ text, rate }) => [text, rate])).toEqual([
      ['Oh.', 1],
      ['Oh.', 1.5],
    ]);
    since();
    old?.onend?.();
    old?.onerror?.();
    vi.runAllTimers();
    expect(since()).toEqual([]);
    expect(spoken).toHaveLength(2);
  });

  it('says nothing more once it is paused, and goes on with the sentence it gave up', () => {
    const { speech, spoken, since, last } = stage();
    speech.play(2);
    speech.pause();
    last()?.onend?.();
    vi.runAllTimers();
    expect(spoken).toHaveLength(1);
    expect(since().at(-1)).toBe('paused');
    speech.play(2);
    expect(last()?.text).toBe('Oh.');
  });

  it('moves while it is silent without speaking', () => {
    const { speech, spoken, since } = stage();
    speech.seek(4.5);
    expect(spoken).toEqual([]);
    expect(since()).toEqual(['at 4.5']);
  });

  it('says so when the device fails', () => {
    const { speech, since, last } = stage();
    speech.play(0);
    last()?.onerror?.();
    expect(since().at(-1)).toBe('failed');
  });
});
