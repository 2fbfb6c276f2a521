import type { Draws } from '../random/draws';
import { logOfBits } from '../random/exact';
import { samplerOf } from '../random/sampler';
import type { Streams } from '../random/streams';
import type { Arrivals } from '../scenario/scenario';
import { daily, dayShape } from './day-curve';

const UNIT = 2.3283064365386963e-10;
const SECOND_MS = 1000;

/** Where requests come from, one after the other. */
export interface Source {
  /** When the next one comes, ms; never before the last one. Infinity = none until somebody has been answered. */
  next(): number;
  /** `null` = answers change nothing. */
  readonly loop: ClosedLoop | null;
}

/** Users who each ask again when they have been answered and have thought. */
interface ClosedLoop {
  readonly users: number;
  /** When a user asks first, ms. */
  first(user: number): number;
  /** When who has just been answered asks again, ms. */
  again(request: number, nowMs: number): number;
}

const open = (next: () => number): Source => ({ next, loop: null });

/** The arrivals of a scenario, drawn as they are asked for. */
export function createSource(arrivals: Arrivals, streams: Streams, draws: Draws): Source {
  const bits = streams('arrivals');
  /** Of a Poisson process with one arrival a unit of time. */
  const gap = () => -logOfBits(4294967296 - bits());
  switch (arrivals.kind) {
    case 'constant': {
      const gapMs = SECOND_MS / arrivals.perSecond;
      let count = 0;
      return open(() => ++count * gapMs);
    }
    case 'poisson': {
      const meanMs = SECOND_MS / arrivals.perSecond;
      let atMs = 0;
      return open(() => {
        atMs += gap() * meanMs;
        return atMs;
      });
    }
    case 'bursts': {
      // A steady process whose time is squeezed into the first part of each period (Devroye 1986, VI.1.3).
      const { perSecond, periodMs, share } = arrivals;
      let steadyMs = 0;
      return open(() => {
        steadyMs += (gap() * SECOND_MS) / perSecond;
        const period = Math.floor(steadyMs / periodMs);
        return period * periodMs + (steadyMs - period * periodMs) * share;
      });
    }
    case 'ramp': {
      const { fromPerSecond, toPerSecond, overMs } = arrivals;
      let expected = 0;
      return open(() => {
        expected += gap();
        return rampMoment(expected, fromPerSecond / SECOND_MS, toPerSecond / SECOND_MS, overMs);
      });
    }
    case 'daily':
    case 'users': {
      const { perSecond, shape } = daily(arrivals);
      const curve = dayShape(shape);
      const thinning = streams('thinning');
      const meanMs = SECOND_MS / (perSecond * curve.most);
      let atMs = 0;
      return open(() => {
        // Where nothing comes at all, the process begins anew when something does: it has no memory.
        do atMs = curve.onAt(atMs) + gap() * meanMs;
        while (thinning() * UNIT * curve.most >= curve.at(atMs));
        return atMs;
      });
    }
    case 'trace': {
      const { gapsMs } = arrivals;
      let [index, atMs] = [0, 0];
      return open(() => {
        atMs += gapsMs[index++ % gapsMs.length] ?? 0;
        return atMs;
      });
    }
    case 'closed': {
      const think = samplerOf(arrivals.thinkMs);
      const draw = draws('think');
      return {
        next: () => Number.POSITIVE_INFINITY,
        loop: {
          users: arrivals.users,
          first: (user) => think(draw(user, 0)),
          again: (request, nowMs) => nowMs + think(draw(request, 1)),
        },
      };
    }
  }
}

/** When a process whose rate goes evenly from one to another, and then stays, has brought so many, ms. Rates per ms. */
export function rampMoment(expected: number, from: number, to: number, overMs: number): number {
  const onRamp = ((from + to) / 2) * overMs;
  if (expected >= onRamp) return overMs + (expected - onRamp) / to;
  // from t + (to - from) t^2 / (2 over) = expected, in the form that does not lose digits where both rates are alike.
  const slope = (to - from) / overMs;
  return (2 * expected) / (from + Math.sqrt(from * from + 2 * slope * expected));
}
