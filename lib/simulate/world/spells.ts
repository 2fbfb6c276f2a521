import { mix } from '../random/streams';
import type { Spells } from '../scenario/clients-schema';
import { createMoments } from './moments';

/** On and off in turn, each for an exponential time, for many things at once: devices that lose their signal, a network that is out. */
export interface SpellsOf {
  /** @returns the moment itself, or the end of the spell it lies in, ms */
  overAt(thing: number, atMs: number): number;
}

/** Further ahead than so many phases, a number of phases is no whole number any more. */
const MOST_PHASES = 2 ** 50;

/**
 * Moments at which a spell begins, if none is under way, and moments at which one ends, if one is: exponential times know nothing of the past, so that
 * what was the last of the two says all. It holds at time 0, where as many are off as ever, and as far ahead as anybody looks.
 */
export function createSpells({ everyMs, lastsMs }: Spells, seed: number): SpellsOf {
  const begins = createMoments(everyMs, mix(seed, 0));
  const ends = createMoments(lastsMs, mix(seed, 1));
  const farMs = MOST_PHASES * Math.min(everyMs, lastsMs);
  return {
    overAt(thing, atMs) {
      if (atMs > farMs) return atMs;
      const endedMs = ends.lastWithin(thing, Number.NEGATIVE_INFINITY, atMs);
      const hasBegun = begins.lastWithin(thing, endedMs, atMs) > endedMs;
      return hasBegun ? ends.firstAfter(thing, atMs) : atMs;
    },
  };
}
