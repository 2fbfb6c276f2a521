import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castVoices } from '@/lib/lesson/audio/cast-voices';
import { clockParts } from '@/lib/lesson/audio/clock';
import { addHeard, type HeardRanges, heardShare } from '@/lib/lesson/audio/heard';
import { commandOf } from '@/lib/lesson/audio/player-keys';
import { NO_LISTENING, parseListening, resumeAtS } from '@/lib/lesson/audio/remembered';
import { LEAD_S, sentenceAt } from '@/lib/lesson/audio/sentence-at';
import { paragraphsOf, transcriptText } from '@/lib/lesson/audio/transcript-text';

/** Sentences that begin at ascending moments, further apart than the lead. */
const timings = fc.array(fc.integer({ min: 200, max: 9000 }), { minLength: 1, maxLength: 60 }).map((gapsMs) => {
  let atMs = 250;
  return gapsMs.map((gapMs) => {
    const startS = atMs / 1000;
    atMs += gapMs;
    return { startS };
  });
});

describe('the sentence at a moment', () => {
  it('is each sentence from where it begins until the next begins', () => {
    fc.assert(
      fc.property(timings, fc.nat(), fc.double({ min: 0, max: 0.999, noNaN: true }), (sentences, pick, share) => {
        const index = pick % sentences.length;
        const startS = sentences[index]?.startS ?? 0;
        const nextS = sentences[index + 1]?.startS ?? startS + 5;
        expect(sentenceAt(sentences, startS)).toBe(index);
        expect(sentenceAt(sentences, startS + share * (nextS - LEAD_S - 0.001 - startS))).toBe(index);
      }),
    );
  });

  it('never goes back as time goes on, and is one there is at any moment', () => {
    fc.assert(
      fc.property(
        timings,
        fc.double({ min: -10, max: 1000, noNaN: true }),
        fc.double({ min: -10, max: 1000, noNaN: true }),
        (sentences, a, b) => {
          const [first, second] = [sentenceAt(sentences, Math.min(a, b)), sentenceAt(sentences, Math.max(a, b))];
          expect(first).toBeLessThanOrEqual(second);
          expect(sentences[first]).toBeDefined();
          expect(sentences[second]).toBeDefined();
        },
      ),
    );
  });
});

describe('what was heard of a recording', () => {
  const stretches = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 30 }))
      .map(([from, length]) => [from, from + length]),
    { maxLength: 30 },
  );

  it('is what the stretches cover, in whatever order they were played', () => {
    fc.assert(
      fc.property(stretches, (played) => {
        const ranges = played.reduce<HeardRanges>((so, [from = 0, to = 0]) => addHeard(so, from, to), []);
        const seconds = new Set(
          played.flatMap(([from = 0, to = 0]) => Array.from({ length: to - from }, (_, i) => from + i)),
        );
        expect(heardShare(ranges, 200)).toBeCloseTo(seconds.size / 200, 10);
        ranges.forEach(([from, to], index) => {
          expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThan(ranges[index - 1]?.[1] ?? -1);
        });
      }),
    );
  });

  it('grows into one range while it plays', () => {
    let ranges: HeardRanges = [];
    for (let atS = 0; atS < 60; atS += 0.25) ranges = addHeard(ranges, atS, atS + 0.25);
    expect(ranges).toEqual([[0, 60]]);
    expect(heardShare(ranges, 50)).toBe(1);
  });

  it('is not what was skipped', () => {
    expect(heardShare(addHeard(addHeard([], 0, 10), 90, 100), 100)).toBeCloseTo(0.2);
  });

  it('takes no stretch that ends before it begins', () => {
    expect(addHeard([], 5, 5)).toEqual([]);
    expect(addHeard([], 5, 4)).toEqual([]);
    expect(addHeard([], Number.NaN, 4)).toEqual([]);
  });
});

describe('what a device remembers of listening', () => {
  const sound = {
    chapter: 'dialogue-edge',
    speed: 1.5,
    voice: 'device',
    follow: false,
    chapters: { 'dialogue-edge': { atS: 72.5, heard: [[0, 72.5]] } },
  };

  it('is read as it was written', () => {
    expect(parseListening(JSON.stringify(sound))).toEqual(sound);
  });

  it.each([null, '', 'x', '[]', '7', 'null', '{"chapters":7,"speed":"fast","chapter":"x","voice":1}'])(
    'is nothing where %j was found',
    (text) => {
      expect(parseListening(text)).toEqual(NO_LISTENING);
    },
  );

  it('keeps what is sound beside what is not', () => {
    const spoilt = { ...sound, speed: 99, chapters: { 'dialogue-edge': { atS: -1, heard: [[5, 1]] } } };
    expect(parseListening(JSON.stringify(spoilt))).toEqual({
      ...sound,
      speed: 1,
      chapters: { 'dialogue-edge': { atS: 0, heard: [] } },
    });
  });

  it('goes on where one was, but not from the first or last few seconds', () => {
    expect(resumeAtS(72, 180)).toBe(72);
    expect(resumeAtS(3, 180)).toBe(0);
    expect(resumeAtS(178, 180)).toBe(0);
    expect(resumeAtS(900, 180)).toBe(0);
  });

  it('is shown as a clock', () => {
    expect(clockParts(72.9)).toEqual({ minutes: 1, seconds: 12 });
    expect(clockParts(0)).toEqual({ minutes: 0, seconds: 0 });
  });
});

describe('the keys of the player', () => {
  const key = (name: string, on: 'button' | 'field' | 'other' = 'other', rightToLeft = false) =>
    commandOf({ key: name, on, rightToLeft });

  it('play and pause, go by sentence, and change the speed', () => {
    expect(
      [' ', 'k', 'K', 'j', 'l', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'x'].map((name) => key(name)),
    ).toEqual([...['toggle', 'toggle', 'toggle', 'previous', 'next', 'previous', 'next', 'faster', 'slower'], null]);
  });

  it('leave a button its space bar and a field its arrows', () => {
    expect(key(' ', 'button')).toBeNull();
    expect(key('ArrowLeft', 'field')).toBeNull();
    expect(key('ArrowUp', 'field')).toBeNull();
    expect(key('k', 'field')).toBe('toggle');
  });

  it('follow the direction of the text', () => {
    expect(key('ArrowLeft', 'other', true)).toBe('next');
    expect(key('ArrowRight', 'other', true)).toBe('previous');
    expect(key('j', 'other', true)).toBe('previous');
  });
});

describe('voices of the device', () => {
  const voice = (name: string, lang: string, more: Partial<{ localService: boolean; default: boolean }> = {}) => ({
    name,
    lang,
    localService: true,
    default: false,
    ...more,
  });
  const speakers = ['Nora', 'Ben', 'Callum'];

  it('are a different one for each who speaks', () => {
    const cast = castVoices(
      [voice('a', 'en-GB'), voice('b', 'en_US'), voice('c', 'en'), voice('d', 'de-DE')],
      speakers,
      'en',
    );
    expect(speakers.map((speaker) => cast?.get(speaker)?.voice.name)).toEqual(['a', 'b', 'c']);
  });

  it('differ in pitch where there are fewer than speakers, the default one first', () => {
    const cast = castVoices([voice('a', 'en-GB'), voice('b', 'en-US', { default: true })], speakers, 'en');
    expect(speakers.map((speaker) => cast?.get(speaker)?.voice.name)).toEqual(['b', 'a', 'b']);
    expect(cast?.get('Nora')?.pitch).not.toBe(cast?.get('Callum')?.pitch);
  });

  it('are none that send the text away, and none of another language', () => {
    expect(
      castVoices([voice('a', 'en-GB', { localService: false }), voice('b', 'eng'), voice('c', 'fr')], speakers, 'en'),
    ).toBeNull();
  });
});

describe('the transcript as text', () => {
  const sentence = (speaker: string, text: string, paragraph: number, heading = false) => ({
    startS: 0,
    endS: 1,
    speaker,
    text,
    paragraph,
    heading,
  });
  const file = {
    chapter: 'dialogue-batch',
    title: 'The pile',
    summary: '',
    durationS: 1,
    sizeBytes: 1,
    sha256: '',
    textSha256: '',
    voices: [],
  } as const;

  it('names who speaks, paragraph by paragraph', () => {
    const sentences = [sentence('Nora', 'One.', 0), sentence('Nora', 'Two.', 0), sentence('Ben', 'Three.', 1)];
    expect(transcriptText({ ...file, voices: [], sentences })).toBe('The pile\n\nNora: One. Two.\n\nBen: Three.\n');
    expect(paragraphsOf(sentences).map((each) => each.sentences.map(({ index }) => index))).toEqual([[0, 1], [2]]);
  });

  it('names nobody where there is one voice, and has its title once', () => {
    const sentences = [sentence('Narrator', 'The pile', 0, true), sentence('Narrator', 'One.', 1)];
    expect(transcriptText({ ...file, voices: [], sentences })).toBe('The pile\n\nOne.\n');
  });
});
