import type { Engine } from '../../engine/contract';
import { reportOf, TrilaneError } from '../../errors';
import type { Clock } from '../../experiment/clock';
import { registerModel } from '../../model';
import { rowOf, stackRows, type Tensor } from '../../model/tensor';
import { modeOf } from '../../modes';
import type { EngineKind } from '../../modes/mode';
import type { LaneCommand, LaneEvent, LaneTaskId, LaneTasks, TaskProgress } from './lane-messages';
import { runLane } from './lane-run';
import type { LoadedLane } from './loaded-lane';
import { fetchTwice } from './task-fetch';
import { createStudyLane, type StudyLane } from './task-lane';
import { runLoadTrial } from './task-load-trial';
import { timeWakes } from './task-wakes';

/** What a lane's work needs of where it runs. */
export interface LaneSurroundings {
  readonly clock: Clock;
  createEngine(kind: EngineKind, origin: string): Promise<Engine>;
  /** Tells the page; the buffers are handed over with it. */
  post(event: LaneEvent, transfer: readonly Transferable[]): void;
}

type Tasks = {
  readonly [Id in LaneTaskId]: (
    ask: LaneTasks[Id]['ask'],
    onProgress: (...progress: TaskProgress<Id>) => void,
  ) => Promise<LaneTasks[Id]['answer']>;
};

/** The worker's end of a lane. @returns takes the page's commands */
export function serveLane({ clock, createEngine, post }: LaneSurroundings): (command: LaneCommand) => void {
  const cancelled = new AbortController();
  const { signal } = cancelled;
  let engine: Engine | undefined;
  let lane: LoadedLane | undefined;
  let study: StudyLane | undefined;
  let current: Promise<unknown> | undefined;

  const loaded = (): LoadedLane => {
    if (!lane) throw new TrilaneError('not-ready', 'The lane was not loaded.');
    return lane;
  };
  const studied = (): StudyLane => {
    if (!study) throw new TrilaneError('not-ready', 'The lane was not loaded.');
    return study;
  };

  const tasks: Tasks = {
    async load({ modeId, target, model: entry, origin, threads, samples }, onProgress) {
      if (entry) registerModel(entry);
      const mode = modeOf(modeId);
      engine = await createEngine(mode.engine, origin);
      const model = await engine.load(target, { signal, threads, onProgress });
      lane = { mode, engine, target, origin, samples };
      study = createStudyLane({ modeId, ...lane, loaded: model, clock, signal });
      return model;
    },
    check: async ({ inputs }) => ({ outputs: await answersTo(loaded(), inputs, signal) }),
    run: async (ask, onProgress) => runLane(loaded(), ask, { clock, signal, onMeasured: onProgress }),
    'fetch-twice': ({ target }) => fetchTwice(target),
    'time-calls': async (ask) => studied().timeCalls(ask),
    items: async (ask) => studied().items(ask),
    stream: async (ask, onProgress) => studied().stream(ask, onProgress),
    job: async (ask) => studied().job(ask),
    wakes: (ask) => timeWakes(ask, clock),
    'load-trial': (ask, onProgress) => runLoadTrial(ask, onProgress),
  };

  return (command) => {
    if (command.type === 'cancel') {
      cancelled.abort();
      // The engine and the current task may still have to call off work on the server; the page ends this worker when it hears `cancelled`.
      void Promise.allSettled([engine?.dispose(), current]).finally(() => post({ type: 'cancelled' }, []));
      return;
    }
    const work = tasks[command.type] as Tasks['run']; // the ask comes with its task
    const tell = (...progress: TaskProgress<LaneTaskId>) => {
      if (!signal.aborted) post({ type: 'progress', progress }, buffersOf(progress));
    };
    current = work(command.ask as LaneTasks['run']['ask'], tell).then(
      (answer) => post({ type: 'answer', answer }, []),
      (thrown: unknown) => {
        if (!signal.aborted) post({ type: 'failed', error: reportOf(thrown, 'engine-died') }, []);
      },
    );
  };
}

/** Measurements are handed over, not copied. */
function buffersOf([told]: TaskProgress<LaneTaskId>): Transferable[] {
  return typeof told === 'object' && 'block' in told ? [told.block.numbers.buffer, told.block.wholes.buffer] : [];
}

/** The same samples, the way this lane will send them: together in a batch lane, one by one elsewhere. */
async function answersTo({ engine, mode }: LoadedLane, inputs: Tensor, signal: AbortSignal): Promise<Tensor> {
  if (mode.dispatch === 'at-intervals') return (await engine.infer(inputs, { signal })).outputs;
  const rows: Float32Array[] = [];
  const rowShape = inputs.shape.slice(1);
  for (let index = 0; index < (inputs.shape[0] ?? 0); index++) {
    const one = stackRows([rowOf(inputs, index)], rowShape);
    rows.push((await engine.infer(one, { signal })).outputs.data);
  }
  return stackRows(rows, [rows[0]?.length ?? 0]);
}
