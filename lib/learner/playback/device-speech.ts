import 'client-only';
import type { Part } from '../../lesson/audio/cast-voices';
import type { ChapterAudio } from '../../lesson/audio/chapter-audio';
import { sentenceAt } from '../../lesson/audio/sentence-at';
import { speakable } from '../../lesson/audio/speakable';
import type { Hearer, Speaker } from './speaker';

interface Speech {
  readonly chapter: Pick<ChapterAudio, 'sentences' | 'durationS'>;
  readonly cast: ReadonlyMap<string, Part<SpeechSynthesisVoice>>;
  readonly synthesis: SpeechSynthesis;
  readonly hearer: Hearer;
}

/** Silence between two sentences, where the device speaks at its own pace. */
const PAUSE_MS = 250;

/**
 * Speaks a chapter with the voices of the device (Web Speech API), a sentence at a time: it is the sentence, not the
 * second, that is known to be heard. Pausing gives the sentence up, for browsers do not agree on how to go on in one.
 */
export function deviceSpeech({ chapter, cast, synthesis, hearer }: Speech): Speaker {
  const { sentences, durationS } = chapter;
  let index = 0;
  let speed = 1;
  let speaking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Events of a sentence that was given up come late. */
  let turn = 0;
  /** Some browsers forget an utterance that nobody holds, and its events with it. */
  let held: SpeechSynthesisUtterance | null = null;

  function speak() {
    const sentence = sentences[index];
    if (!sentence) return;
    const mine = ++turn;
    const utterance = new SpeechSynthesisUtterance(speakable(sentence.text));
    held = utterance;
    const part = cast.get(sentence.speaker);
    if (part) {
      utterance.voice = part.voice;
      utterance.lang = part.voice.lang;
      utterance.pitch = part.pitch;
    }
    utterance.rate = speed;
    utterance.onstart = () => {
      if (mine !== turn) return;
      hearer.status('playing');
      hearer.at(sentence.startS);
    };
    utterance.onend = () => {
      if (mine === turn) end(sentence.startS);
    };
    utterance.onerror = () => {
      if (mine !== turn) return;
      silence();
      hearer.status('failed');
    };
    synthesis.speak(utterance);
  }

  function end(startS: number) {
    const next = sentences[index + 1];
    hearer.heard(startS, next?.startS ?? durationS);
    if (!next) {
      silence();
      hearer.at(durationS);
      hearer.status('ended');
      return;
    }
    index++;
    timer = setTimeout(speak, PAUSE_MS / speed);
  }

  function silence() {
    turn++;
    speaking = false;
    held = null;
    clearTimeout(timer);
    synthesis.cancel();
  }

  function begin() {
    silence();
    speaking = true;
    hearer.status('loading');
    hearer.at(sentences[index]?.startS ?? 0);
    speak();
  }

  return {
    play(fromS) {
      index = sentenceAt(sentences, fromS);
      begin();
    },
    pause() {
      if (held || speaking) silence();
      hearer.status('paused');
    },
    seek(atS) {
      index = sentenceAt(sentences, atS);
      if (speaking) begin();
      else hearer.at(atS);
    },
    setSpeed(next) {
      const changed = next !== speed;
      speed = next;
      if (changed && speaking) begin();
    },
    dispose: silence,
  };
}
