import type { TimedSentence } from '../lesson/audio/chapter-audio';
import { PAUSES_S } from './cast';
import { SAMPLE_RATE } from './sound';
import type { Passage } from './transcript';

/** A passage with the sound of each of its sentences. */
export interface SpokenPassage extends Passage {
  readonly sounds: readonly Float32Array[];
}

/** One recording, and when each sentence is heard, counted in samples. */
export function assemble(passages: readonly SpokenPassage[]): {
  samples: Float32Array;
  sentences: readonly TimedSentence[];
} {
  const pieces: Float32Array[] = [silence(PAUSES_S.start)];
  const sentences: TimedSentence[] = [];
  let length = pieces[0]?.length ?? 0;
  const append = (piece: Float32Array) => {
    pieces.push(piece);
    length += piece.length;
  };

  passages.forEach(({ speaker, heading, sentences: texts, sounds }, paragraph) => {
    const before = passages[paragraph - 1];
    if (before) append(silence(pauseS(before, { speaker, heading })));
    texts.forEach((text, index) => {
      const sound = sounds[index] ?? new Float32Array();
      if (index > 0) append(silence(PAUSES_S.sentence));
      const startS = length / SAMPLE_RATE;
      append(sound);
      sentences.push({ startS: round(startS), endS: round(length / SAMPLE_RATE), speaker, text, paragraph, heading });
    });
  });
  append(silence(PAUSES_S.end));

  const samples = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { samples, sentences };
}

type Turn = Pick<Passage, 'speaker' | 'heading'>;

function pauseS(before: Turn, after: Turn): number {
  if (before.heading) return PAUSES_S.afterHeading;
  if (after.heading) return PAUSES_S.beforeHeading;
  return before.speaker === after.speaker ? PAUSES_S.paragraph : PAUSES_S.speaker;
}

const silence = (lengthS: number) => new Float32Array(Math.round(lengthS * SAMPLE_RATE));

/** To milliseconds: finer than a player puts its head. */
const round = (seconds: number) => Math.round(seconds * 1000) / 1000;
