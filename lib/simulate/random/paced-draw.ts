import type { ServiceTimes } from '../scenario/scenario';
import type { Pace } from '../scenario/times-schema';
import type { Draws } from './draws';
import { mix, type Purpose } from './streams';

/** As `Draw`, of a request that one of several has to do with that know nothing of one another: a server, a device. */
export type PlacedDraw = (request: number, attempt: number, place: number) => number;

interface Luck {
  readonly draws: Draws;
  /** Where it is told when each request came, ms. */
  readonly requests: { readonly arrivedAtMs: ArrayLike<number> };
}

/**
 * Luck that follows itself as it was recorded: for each stretch of time, place and attempt it is drawn from where on the recording is taken, and the luck of a request is
 * the rank that stands at the moment of its arrival (SPEC 5.4). What was recorded of the same requests is taken from the same moment on.
 *
 * @param pace `undefined` = each request has luck of its own
 */
export function pacedDraw(pace: Pace | undefined, purpose: Purpose, { draws, requests }: Luck): PlacedDraw {
  if (!pace) return draws(purpose);
  const { everyMs, blockMs } = pace;
  const luck = Uint32Array.from(pace.ranks, (rank) => Math.min(MOST_BITS, Math.floor(rank * 2 ** 32)));
  const from = draws('pace');
  return (request, attempt, place) => {
    const atMs = requests.arrivedAtMs[request] as number;
    const block = Math.floor(atMs / blockMs);
    const sinceMs = atMs - block * blockMs;
    return luck[(from(mix(block, place), attempt) + Math.floor(sinceMs / everyMs)) % luck.length] as number;
  };
}

const MOST_BITS = 4294967295;

export const paceOf = (times: ServiceTimes): Pace | undefined => ('pace' in times ? times.pace : undefined);
