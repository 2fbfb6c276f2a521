import { type DeviceReadings, type DeviceState, type Spread, spreadOf } from '../experiment/device-rate';
import type { RunSetup } from '../experiment/setup';
import { gathers, type ModeId, runsOnDevice } from '../modes';

/** What is asked of a device; times in ms. */
export interface DeviceProbe {
  /** Makes a lane ready, its model loaded. */
  load(lane: ModeId): Promise<void>;
  /** Some items one after another, each from sending to answer. */
  items(lane: ModeId): Promise<Float64Array>;
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
export async function checkDevice(lanes: readonly ModeId[], probe: DeviceProbe): Promise<DeviceReadings> {
  const state = probe.state();
  await Promise.all(lanes.map((lane) => probe.load(lane)));
  const wakes = spreadOf(await probe.wakes());
  const edge = await slowestOf(lanes.filter(runsOnDevice), probe);
  const online = await slowestOf(
    lanes.filter((lane) => !runsOnDevice(lane)),
    probe,
  );
  return { edge, online, wakes: wakes ?? NOTHING, device: await state };
}

async function slowestOf(lanes: readonly ModeId[], probe: DeviceProbe): Promise<Spread | null> {
  let slowest: Spread | null = null;
  for (const lane of lanes) {
    const spread = spreadOf(await probe.items(lane));
    if (spread && spread.p95Ms > (slowest?.p95Ms ?? 0)) slowest = spread;
  }
  return slowest;
}

const NOTHING = { medianMs: 0, p95Ms: 0 };

/** The lanes of a set-up that send at a rate from this device; none where no rate plays a part. */
export function sentLanesOf({ lanes, loop, pattern, generator }: RunSetup): readonly ModeId[] {
  if (loop === 'closed' || pattern === 'at-once' || pattern === 'trace') return [];
  return lanes.filter((lane) => !gathers(lane) && (runsOnDevice(lane) || generator === 'browser'));
}
