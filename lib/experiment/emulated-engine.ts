import type { LaneConditions } from '../emulate/conditions';
import { NETWORKS, type NetworkProfile } from '../emulate/networks';
import type { Engine, InferenceResult } from '../engine/contract';
import { TrilaneError } from '../errors';
import type { Tensor } from '../model/tensor';
import { createRandom, type Random } from '../workload/random';
import type { Clock } from './clock';

interface Surroundings {
  readonly clock: Clock;
  /** Jitter and loss: seeded, so that a run can be repeated. */
  readonly random: Random;
}

/** The random numbers of an emulated network: of the workload's seed, but a stream apart from those that make the workload. */
export const networkRandom = (seed: number): Random => createRandom(seed ^ 0x2545f491);

/** Head of an HTTP request or answer in front of a tensor, bytes: what ours measure to within a tenth. */
const HEAD_BYTES = 600;
/** A lost message is sent again after so long, twice as long each further time (RFC 6298: the least is a second; Linux takes 200 ms). */
const RESEND_AFTER_MS = 200;
const MOST_RESENDS = 6;

/**
 * Puts an emulated network and device around an engine. What they add is really waited for, is timed, and is told apart
 * in `emulatedMs` (SPEC 11). With nothing to emulate the engine itself is returned.
 */
export function emulate(engine: Engine, conditions: LaneConditions, surroundings: Surroundings): Engine {
  const slowed = conditions.slowdown > 1 ? slowDown(engine, conditions.slowdown, surroundings.clock) : engine;
  return conditions.network === 'loopback' ? slowed : behindNetwork(slowed, NETWORKS[conditions.network], surroundings);
}

/** Each run takes `factor` times as long: after the answer the device is busy for the rest. */
function slowDown(engine: Engine, factor: number, clock: Clock): Engine {
  return around(engine, async (inputs, options) => {
    const result = await engine.infer(inputs, options);
    const fromMs = clock.now();
    await clock.sleepUntil(fromMs + (factor - 1) * result.stages.computeMs, options.signal);
    return adding(result, clock.now() - fromMs);
  });
}

function behindNetwork(engine: Engine, profile: NetworkProfile, { clock, random }: Surroundings): Engine {
  const up = createWay(profile.upBitsPerSecond);
  const down = createWay(profile.downBitsPerSecond);
  /** Half the round trip, its jitter, a place on the wire behind what goes there already, and what is lost on it. */
  const wayMs = (way: Way, bytes: number): number => {
    const nowMs = clock.now();
    let delayMs = profile.roundTripMs / 2 + ((2 * random() - 1) * profile.jitterMs) / 2;
    for (let resend = 0; resend < MOST_RESENDS && random() < profile.lossShare; resend++)
      delayMs += RESEND_AFTER_MS * 2 ** resend;
    return way.sentAtMs(nowMs, bytes) - nowMs + Math.max(0, delayMs);
  };
  return around(engine, async (inputs, options) => {
    if (profile.offline) throw new TrilaneError('offline', 'The emulated network of this lane is off.');
    const leftAtMs = clock.now();
    await clock.sleepUntil(leftAtMs + wayMs(up, bytesOf(inputs)), options.signal);
    const arrivedAtMs = clock.now();
    const result = await engine.infer(inputs, options);
    const answeredAtMs = clock.now();
    await clock.sleepUntil(answeredAtMs + wayMs(down, bytesOf(result.outputs)), options.signal);
    if (options.signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
    return adding(result, arrivedAtMs - leftAtMs + (clock.now() - answeredAtMs));
  });
}

interface Way {
  /** When the last bit of a message that is there at `nowMs` has left: the wire carries one after the other. */
  sentAtMs(nowMs: number, bytes: number): number;
}

function createWay(bitsPerSecond: number | null): Way {
  let freeAtMs = Number.NEGATIVE_INFINITY;
  return {
    sentAtMs(nowMs, bytes) {
      if (bitsPerSecond === null) return nowMs;
      freeAtMs = Math.max(freeAtMs, nowMs) + (bytes * 8 * 1000) / bitsPerSecond;
      return freeAtMs;
    },
  };
}

const bytesOf = ({ data }: Tensor) => data.byteLength + HEAD_BYTES;

const adding = (result: InferenceResult, addedMs: number): InferenceResult => ({
  ...result,
  emulatedMs: (result.emulatedMs ?? 0) + addedMs,
});

function around(engine: Engine, infer: Engine['infer']): Engine {
  return {
    kind: engine.kind,
    load: (target, options) => engine.load(target, options),
    infer,
    meter: () => engine.meter(),
    dispose: () => engine.dispose(),
  };
}
