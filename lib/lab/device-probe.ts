import 'client-only';
import { TrilaneError } from '../errors';
import type { DeviceReadings, DeviceState } from '../experiment/device-rate';
import { conditionsOf, type RunSetup, targetOf } from '../experiment/setup';
import { findModel } from '../model';
import type { ModeId } from '../modes';
import { checkDevice, sentLanesOf } from './device-check';
import { createLane } from './lane/lane';
import { samplesOf } from './load-samples';
import { type StudyWorker, withStudyWorker } from './studies/study-lane';

/** So many items that the p95 is not their maximum, in about a quarter of a second a lane. */
const ITEMS = { leastCount: 3, mostCount: 60, mostMs: 250 } as const;
/** Wakes as far apart as arrivals at 60 a second. */
const WAKES = { count: 20, everyMs: 16 } as const;
/** What the device says of itself (battery, memory) is waited for no longer than this, ms. */
const STATE_MS = 700;

/** Checks this device for a set-up, in workers as its lanes run in; they end with it. @throws TrilaneError */
export async function checkThisDevice(setup: RunSetup, signal: AbortSignal): Promise<DeviceReadings> {
  const samples = await samplesOf(setup.modelId);
  const lanes = sentLanesOf(setup);
  const check = (left: readonly ModeId[], workers: readonly StudyWorker[]): Promise<DeviceReadings> => {
    const [lane, ...others] = left;
    if (lane) return withStudyWorker({ signal, createLane }, (worker) => check(others, [...workers, worker]));
    const workerOf = (wanted: ModeId): StudyWorker => {
      const worker = workers[lanes.indexOf(wanted)];
      if (!worker) throw new TrilaneError('internal', `The ${wanted} lane is not checked.`);
      return worker;
    };
    return checkDevice(lanes, {
      async load(wanted) {
        await workerOf(wanted).ask('load', {
          modeId: wanted,
          target: targetOf(setup, wanted),
          model: findModel(setup.modelId),
          origin: location.origin,
          threads: conditionsOf(setup, wanted).threads,
          samples,
        });
      },
      items: async (wanted) => (await workerOf(wanted).ask('items', { ...ITEMS, seed: setup.seed })).latenciesMs,
      async wakes() {
        const [any] = workers;
        if (!any) throw new TrilaneError('internal', 'There is no lane to check.');
        return (await any.ask('wakes', WAKES)).lateMs;
      },
      state: stateOfDevice,
    });
  };
  return check(lanes, []);
}

interface Battery {
  readonly level: number;
  readonly charging: boolean;
}

type Pressure = NonNullable<DeviceState['pressure']>;
type PressureObserver = new (
  onChange: (records: readonly { readonly state: Pressure }[]) => void,
) => { observe(source: 'cpu', options: { sampleInterval: number }): Promise<void>; disconnect(): void };

/** What the browser tells of the device; most tell little. */
async function stateOfDevice(): Promise<DeviceState> {
  const { hardwareConcurrency: cores, getBattery } = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  const [battery, pressure] = await Promise.all([
    getBattery?.call(navigator).then(
      ({ level, charging }) => ({ share: level, charging }),
      () => null,
    ) ?? null,
    pressureWithin(STATE_MS),
  ]);
  return { cores: cores > 0 ? cores : null, battery, pressure };
}

function pressureWithin(mostMs: number): Promise<Pressure | null> {
  const Observer = (globalThis as { PressureObserver?: PressureObserver }).PressureObserver;
  if (!Observer) return Promise.resolve(null);
  return new Promise((resolve) => {
    const tell = (pressure: Pressure | null) => {
      clearTimeout(waiting);
      observer.disconnect();
      resolve(pressure);
    };
    const waiting = setTimeout(() => tell(null), mostMs);
    const observer = new Observer((records) => tell(records.at(-1)?.state ?? null));
    // Refused where the policy of the page or the device does not allow it.
    observer.observe('cpu', { sampleInterval: 200 }).catch(() => tell(null));
  });
}
