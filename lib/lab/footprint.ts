import 'client-only';
import { busyShareOf } from '../measure/busy-share';
import type { Footprint } from '../measure/faults';
import type { ProbeCommand } from './footprint-worker';

/** What a probe needs of its worker. */
export interface ProbePort {
  postMessage(command: ProbeCommand): void;
  /** Of a stamp: ms since 1970, to a fraction. */
  onmessage: ((event: MessageEvent<number>) => void) | null;
  terminate(): void;
}

/** Measures what the page itself does while lanes run. */
export interface FootprintMeter {
  /** Looks while `work` goes on; several may at once. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** A task of the page was long; told by the browser, where it does. */
  longTask(tookMs: number): void;
  /** Over all the time that lanes ran. */
  read(): Footprint;
  close(): void;
}

interface MeterOptions {
  /** Of the clock whose stamps the worker sends: ms since 1970, to a fraction. */
  readonly now?: () => number;
  /** Whether this browser tells of long tasks. */
  readonly tellsLongTasks: boolean;
}

export const createProbePort = (): ProbePort =>
  new Worker(new URL('./footprint-worker.ts', import.meta.url), { type: 'module', name: 'trilane probe' });

export function createFootprintMeter(
  port: ProbePort,
  { now = () => performance.timeOrigin + performance.now(), tellsLongTasks }: MeterOptions,
): FootprintMeter {
  const delaysMs: number[] = [];
  let underWay = 0;
  let longTasks = 0;
  let longestTaskMs = 0;
  port.onmessage = ({ data: sentAtMs }) => {
    // One that was on its way when the last lane ended saw the page draw its end.
    if (underWay > 0) delaysMs.push(now() - sentAtMs);
  };
  return {
    async during(work) {
      if (underWay++ === 0) port.postMessage('begin');
      try {
        return await work();
      } finally {
        if (--underWay === 0) port.postMessage('pause');
      }
    },
    longTask(tookMs) {
      if (underWay === 0) return;
      longTasks += 1;
      longestTaskMs = Math.max(longestTaskMs, tookMs);
    },
    read() {
      const { share, longestMs } = busyShareOf(delaysMs);
      return {
        mainThreadBusyShare: share?.value ?? null,
        probes: delaysMs.length,
        longestBusyMs: Math.max(longestMs, longestTaskMs),
        longTasks: tellsLongTasks ? longTasks : null,
      };
    },
    close: () => port.terminate(),
  };
}
