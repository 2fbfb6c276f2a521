import 'client-only';

import { LONGEST_CALL_OFF_MS } from '../../engine/contract';
import { type ErrorReport, TrilaneError } from '../../errors';
import { type Clock, createRealClock } from '../../experiment/clock';
import { modeOf } from '../../modes';
import type { Mode } from '../../modes/mode';

import type { LaneCommand, LaneEvent, LaneTaskId, LaneTasks, TaskProgress } from './lane-messages';

/** The page's end of a lane: one worker, made for one run or one measurement of a study, and thrown away after it. */
export interface Lane {
  /**
   * One task at a time. A task that fails leaves the lane as it is.
   * @throws TrilaneError what went wrong, or `cancelled`, or `engine-died`
   */
  ask<Id extends LaneTaskId>(
    type: Id,
    ask: LaneTasks[Id]['ask'],
    onProgress?: (...progress: TaskProgress<Id>) => void,
  ): Promise<LaneTasks[Id]['answer']>;
  /** Stops at once: the pending task rejects with `cancelled`, and nothing more is heard. The worker gets a moment to tell the server. */
  cancel(): void;
  /** Ends the worker; its memory is freed. */
  close(): void;
}

export type CreateLane = () => Lane;

/** What a lane needs of its worker. */
export interface LanePort {
  postMessage(command: LaneCommand): void;
  onmessage: ((event: MessageEvent<LaneEvent>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** How long a cancelled worker may take to call off what it started on the server, and to stop its meter. ms */
const CALL_OFF_MS = LONGEST_CALL_OFF_MS + 1000;

/**
 * Silence is counted in steps of this length, ms, and a step that took longer counts as two: a page that was suspended hears only
 * afterwards what came meanwhile.
 */
const STEP_MS = 1000;

/** How long a task may tell nothing before the lane is given up, ms. Most tasks tell nothing until they are done, and may take any time. */
const SILENT_MS = {
  load: 30_000,
  /** While its worker starts, or after all was fetched: a slow device compiles for long, and tells nothing meanwhile. */
  start: 120_000,
  /** Of a lane on the server: only such a lane can hang on the network. */
  check: 120_000,
  /** Of a batch lane: its job may wait behind others. */
  job: 600_000,
} as const;

/** One for all lanes of the page. */
let pageClock: Clock | undefined;

export const createLane: CreateLane = () => {
  pageClock ??= createRealClock();
  return connectLane(
    new Worker(new URL('./lane-worker.ts', import.meta.url), { type: 'module', name: 'trilane lane' }),
    pageClock,
  );
};

export function connectLane(port: LanePort, clock: Clock): Lane {
  let pending:
    | { resolve(answer: unknown): void; reject(error: unknown): void; onProgress(...progress: unknown[]): void }
    | undefined;
  let mode: Mode | undefined;
  let ended: ErrorReport | undefined;

  /** Aborted when the task that is pending ends: nobody listens for its silence any more. */
  let task = new AbortController();
  /** Since the task last told of its progress, or began. */
  let quietMs = 0;
  let silentMs = Number.POSITIVE_INFINITY;
  const endOnSilence = async ({ signal }: AbortController) => {
    while (quietMs < silentMs && !signal.aborted) {
      const fromMs = clock.now();
      await clock.sleepUntil(fromMs + STEP_MS, signal);
      quietMs += Math.min(2 * STEP_MS, clock.now() - fromMs);
    }
    if (signal.aborted) return;
    end({ code: 'lane-stalled', detail: `Nothing came for ${silentMs / 1000} seconds.` });
  };

  const settle = (): typeof pending => {
    task.abort();
    const settled = pending;
    pending = undefined;
    return settled;
  };
  const end = (error: ErrorReport) => {
    ended ??= error;
    settle()?.reject(TrilaneError.from(ended));
  };
  port.onmessage = ({ data: event }) => {
    if (event.type === 'cancelled') return port.terminate();
    if (ended) return;
    if (event.type === 'progress') {
      quietMs = 0;
      const [told] = event.progress;
      if (typeof told === 'object' && 'what' in told) silentMs = SILENT_MS[told.what === 'start' ? 'start' : 'load'];
      pending?.onProgress(...event.progress);
    } else if (event.type === 'failed') settle()?.reject(TrilaneError.from(event.error));
    else settle()?.resolve(event.answer);
  };
  port.onerror = (event) => {
    event.preventDefault();
    end({ code: 'engine-died', detail: event.message || 'The worker of this lane could not start.' });
  };

  return {
    ask: (type, ask, onProgress) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(TrilaneError.from(ended));
        // The worker answers what it was asked, and tells of nothing else.
        pending = { resolve, reject, onProgress: (onProgress ?? (() => {})) as () => void } as typeof pending;
        if (type === 'load') mode = modeOf((ask as LaneTasks['load']['ask']).modeId);
        quietMs = 0;
        silentMs = silenceOf(type, mode);
        task = new AbortController();
        if (silentMs < Number.POSITIVE_INFINITY) void endOnSilence(task);
        port.postMessage({ type, ask } as LaneCommand);
      }),
    cancel() {
      end({ code: 'cancelled', detail: 'Cancelled.' });
      if (!isOnServer(mode)) return port.terminate();
      port.postMessage({ type: 'cancel' });
      setTimeout(() => port.terminate(), CALL_OFF_MS);
    },
    close() {
      end({ code: 'engine-died', detail: 'The lane was closed.' });
      port.terminate();
    },
  };
}

const isOnServer = (mode: Mode | undefined) => mode?.runsOn === 'server';

/** How long nothing may come of a task from its beginning on. ms */
function silenceOf(type: LaneTaskId, mode: Mode | undefined): number {
  if (type === 'load') return SILENT_MS.start;
  if (type !== 'check' || !isOnServer(mode)) return Number.POSITIVE_INFINITY;
  return mode?.dispatch === 'at-intervals' ? SILENT_MS.job : SILENT_MS.check;
}
