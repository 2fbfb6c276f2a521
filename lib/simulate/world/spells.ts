import { logOfBits } from '../random/exact';
import { mix } from '../random/streams';
import type { Spells } from '../scenario/clients-schema';

/**
 * On and off in turn, each for an exponential time, for many things at once: devices that lose their signal, a network that is out. What was so
 * before the phase that is known is taken as on.
 */
export interface SpellsOf {
  /** @returns the moment itself, or the end of the spell it lies in, ms */
  overAt(thing: number, atMs: number): number;
}

export function createSpells({ everyMs, lastsMs }: Spells, things: number, seed: number): SpellsOf {
  const fromMs = new Float64Array(things);
  const untilMs = new Float64Array(things);
  /** How many phases were drawn: even while it is on. */
  const drawn = new Uint32Array(things);
  const draw = (thing: number, meanMs: number) => {
    const count = drawn[thing] as number;
    drawn[thing] = count + 1;
    return -meanMs * logOfBits(4294967296 - mix(mix(seed, thing), count));
  };
  return {
    overAt(thing, atMs) {
      if (drawn[thing] === 0) untilMs[thing] = draw(thing, everyMs);
      while ((untilMs[thing] as number) <= atMs) {
        const start = untilMs[thing] as number;
        fromMs[thing] = start;
        untilMs[thing] = start + draw(thing, (drawn[thing] as number) % 2 === 1 ? lastsMs : everyMs);
      }
      const isOff = (drawn[thing] as number) % 2 === 0;
      return isOff && atMs >= (fromMs[thing] as number) ? (untilMs[thing] as number) : atMs;
    },
  };
}
