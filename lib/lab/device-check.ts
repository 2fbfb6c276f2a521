import { type DeviceReadings, type DeviceState, spreadOf } from '../experiment/device-rate';
import type { RunSetup } from '../experiment/setup';
import { gathers, type ModeId, runsOnDevice } from '../modes';

/** Lanes whose items this device sends at their moments. */
export type SentLane = Exclude<ModeId, 'batch'>;

/** What is asked of a device; times in ms. */
export interface DeviceProbe {
  /** Makes a lane ready, its model loaded. */
  load(lane: SentLane): Promise<void>;
  /** Some items one after another, each from sending to answer. */
  items(lane: SentLane): Promise<Float64Array>;
  /** How late a worker with nothing else to do wakes. */
  wakes(): Promise<Float64Array>;
  /** What the device says of itself. */
  state(): Promise<DeviceState>;
}

/**
 * Finds out how fast a device is: about a second when the models are at hand. The lanes load together and are timed in turn.
 * @param lanes that the run will have
 * @throws TrilaneError what went wrong: then nothing is known of the device
 */
export async function checkDevice(lanes: readonly SentLane[], probe: DeviceProbe): Promise<DeviceReadings> {
  const state = probe.state();
  await Promise.all(lanes.map((lane) => probe.load(lane)));
  const wakes = spreadOf(await probe.wakes());
  const edge = lanes.includes('edge') ? spreadOf(await probe.items('edge')) : null;
  const online = lanes.includes('online') ? spreadOf(await probe.items('online')) : null;
  return { edge, online, wakes: wakes ?? NOTHING, device: await state };
}

const NOTHING = { medianMs: 0, p95Ms: 0 };

/** The lanes of a set-up that send at a rate from this device; none where no rate plays a part. */
export function sentLanesOf({ lanes, loop, pattern, generator }: RunSetup): readonly SentLane[] {
  if (loop === 'closed' || pattern === 'at-once' || pattern === 'trace') return [];
  return lanes.filter((lane): lane is SentLane => !gathers(lane) && (runsOnDevice(lane) || generator === 'browser'));
}
