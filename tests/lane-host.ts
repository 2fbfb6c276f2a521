import type { Engine } from '@/lib/engine/contract';
import { createFakeEngine, type FakeEngineOptions } from '@/lib/engine/fake';
import type { Clock } from '@/lib/experiment/clock';
import { runSetupOf } from '@/lib/experiment/setup';
import { parseSetup } from '@/lib/experiment/setup-url';
import { connectLane, type Lane, type LanePort } from '@/lib/lab/lane/lane';
import type { LaneEvent } from '@/lib/lab/lane/lane-messages';
import { serveLane } from '@/lib/lab/lane/lane-work';
import { lanesOfSetup, type RunHandle, type RunSurroundings, startRun } from '@/lib/lab/run';
import type { RunState } from '@/lib/lab/run-state';
import { createRunStore, type RunStore } from '@/lib/lab/run-store';
import type { Footprint, RunFaults } from '@/lib/measure/faults';
import type { LaneKey } from '@/lib/measure/lane-record';
import type { SampleSet } from '@/lib/model/samples';
import type { EngineKind } from '@/lib/modes/mode';
import { createFakeClock, type FakeClock } from './fake-clock';

/** One worker of a lane, in this very thread: the real protocol and the real loop, over an engine that is not. */
export interface LocalWorker {
  readonly lane: Lane;
  readonly kind: EngineKind | null;
  readonly isTerminated: boolean;
  /** As when a worker runs out of memory. */
  die(message: string): void;
  /** As if the worker had said this. */
  say(event: LaneEvent): void;
}

/** Messages are copied and come one turn of the microtask queue later, as between threads, but in no time. */
export function createLocalWorker(clock: Clock, createEngine: (kind: EngineKind) => Engine): LocalWorker {
  let terminated = false;
  let kind: EngineKind | null = null;
  const port: LanePort = {
    onmessage: null,
    onerror: null,
    postMessage(command) {
      const copy = structuredClone(command);
      queueMicrotask(() => {
        if (!terminated) serve(copy);
      });
    },
    terminate() {
      terminated = true;
    },
  };
  const say = (event: LaneEvent, transfer: readonly Transferable[] = []) => {
    const data = structuredClone(event, { transfer: [...transfer] });
    queueMicrotask(() => {
      if (!terminated) port.onmessage?.(new MessageEvent('message', { data }));
    });
  };
  const serve = serveLane({
    clock,
    async createEngine(wanted) {
      kind = wanted;
      return createEngine(wanted);
    },
    post: say,
  });
  return {
    lane: connectLane(port, clock),
    get kind() {
      return kind;
    },
    get isTerminated() {
      return terminated;
    },
    die(message) {
      terminated = true;
      port.onerror?.({ message, preventDefault: () => {} } as ErrorEvent); // what a lane reads of it
    },
    say,
  };
}

/** How each lane's engine is to go. */
export type EnginePlans = Partial<
  Record<EngineKind, Partial<FakeEngineOptions> & { readonly change?: (engine: Engine) => Engine }>
>;

export interface RunScenario {
  /** The query of the Lab's address. */
  readonly address: string;
  /** In place of one lane of each mode of the set-up. */
  readonly lanes?: readonly LaneKey[];
  readonly plans?: EnginePlans;
  readonly loadSamples?: () => Promise<SampleSet>;
  /** What the page notices of itself while lanes run. */
  readonly noticed?: () => Partial<RunFaults>;
}

/** A whole run of the Lab, on a clock of its own. */
export interface HostedRun {
  readonly clock: FakeClock;
  readonly store: RunStore;
  readonly handle: RunHandle;
  readonly workers: readonly LocalWorker[];
  /** Every state the page was told, in order. */
  readonly told: readonly RunState[];
  workerOf(kind: EngineKind): LocalWorker;
  /** Lets time pass until the run is over. */
  end(): Promise<RunState>;
  /** Lets time pass until it is so. */
  until(isSo: (state: RunState) => boolean): Promise<void>;
}

const NO_FOOTPRINT: Footprint = { mainThreadBusyShare: null, probes: 0, longestBusyMs: 0, longTasks: null };
const SAMPLES = 40;

/** Images that differ in every pixel. */
export const someSamples = async (): Promise<SampleSet> => ({
  kind: 'images',
  count: SAMPLES,
  pixels: Uint8Array.from({ length: SAMPLES * 784 }, (_, index) => (index * 31 + (index >> 5) * 7) % 256),
  labels: new Uint8Array(SAMPLES),
});

export function hostRun({
  address,
  lanes,
  plans = {},
  loadSamples = someSamples,
  noticed = () => ({}),
}: RunScenario): HostedRun {
  const clock = createFakeClock(1000);
  const store = createRunStore((callback) => queueMicrotask(callback));
  const told: RunState[] = [];
  store.subscribe(() => told.push(store.get()));
  const workers: LocalWorker[] = [];
  const surroundings: RunSurroundings = {
    lanesOf: (setup) => lanes ?? lanesOfSetup(setup),
    createLane() {
      const worker = createLocalWorker(clock, (kind) => {
        const { change = (engine: Engine) => engine, ...options } = plans[kind] ?? {};
        return change(createFakeEngine({ clock, ...options }));
      });
      workers.push(worker);
      return worker.lane;
    },
    origin: 'http://localhost',
    watchPage: () => ({
      during: (work) => work(),
      noticed: () => ({ footprint: NO_FOOTPRINT, ...noticed() }),
      stop: () => {},
    }),
    pageMemoryBytes: async () => null,
  };
  const { whole } = parseSetup(new URLSearchParams(address));
  const setup = runSetupOf(whole);
  const handle = startRun(setup, loadSamples, store, surroundings);
  return {
    clock,
    store,
    handle,
    workers,
    told,
    workerOf(kind) {
      const worker = workers.find((candidate) => candidate.kind === kind);
      if (!worker) throw new Error(`No lane has an engine of the kind "${kind}".`);
      return worker;
    },
    async end() {
      await clock.runUntil(handle.finished);
      return store.current();
    },
    async until(isSo) {
      while (!isSo(store.current())) await clock.advanceTo(clock.now() + 1);
    },
  };
}
