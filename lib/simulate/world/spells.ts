import { logOfBits } from '../random/exact';
import { mix } from '../random/streams';
import type { Spells } from '../scenario/clients-schema';

/** On and off in turn, each for an exponential time, for many things at once: devices that lose their signal, a network that is out. */
export interface SpellsOf {
  /** @returns the moment itself, or the end of the spell it lies in, ms */
  overAt(thing: number, atMs: number): number;
}

/** Nobody looks further ahead phase by phase. */
const MOST_CYCLES = 10_000;

export function createSpells({ everyMs, lastsMs }: Spells, things: number, seed: number): SpellsOf {
  // Of each thing the phase that is known, with the one before: whoever asks looks ahead to the end of a spell, and others ask of now again.
  const beforeMs = new Float64Array(things);
  const fromMs = new Float64Array(things);
  const untilMs = new Float64Array(things);
  /** How many phases were drawn: odd while it is on. */
  const drawn = new Uint32Array(things);
  /** The same phases again, however often they are drawn. */
  const next = (thing: number) => {
    const count = drawn[thing] as number;
    const meanMs = count % 2 === 0 ? everyMs : lastsMs;
    drawn[thing] = count + 1;
    beforeMs[thing] = fromMs[thing] as number;
    fromMs[thing] = untilMs[thing] as number;
    untilMs[thing] = (untilMs[thing] as number) - meanMs * logOfBits(4294967296 - mix(mix(seed, thing), count));
  };
  const farMs = MOST_CYCLES * (everyMs + lastsMs);
  const begin = (thing: number) => {
    drawn[thing] = 0;
    fromMs[thing] = 0;
    untilMs[thing] = 0;
    next(thing);
  };
  return {
    overAt(thing, atMs) {
      if (drawn[thing] === 0 || atMs < (beforeMs[thing] as number)) begin(thing);
      if (atMs - (untilMs[thing] as number) > farMs) {
        // So far ahead that nobody can tell the difference: exponential phases have no memory.
        fromMs[thing] = atMs;
        untilMs[thing] = atMs;
        next(thing);
      }
      while ((untilMs[thing] as number) <= atMs) next(thing);
      const isOn = (drawn[thing] as number) % 2 === 1;
      if (atMs >= (fromMs[thing] as number)) return isOn ? atMs : (untilMs[thing] as number);
      return isOn ? (fromMs[thing] as number) : atMs;
    },
  };
}
