import 'client-only';
import { onAbort } from '../errors/on-abort';
import { applyChange } from '../live/change';
import type { BatchOverview, OverviewChange, OverviewEvent } from '../wire/overview-schema';
import { NOTHING_YET, type PageView } from './page-view';
import { addToPiles } from './pile';

/** What the store needs of an `EventSource`. */
export interface EventStream {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

export interface PageStoreOptions {
  open(url: string): EventStream;
  /** Calls back before the next frame is drawn. */
  schedule(callback: () => void): void;
  /** Calls back after a while; returns what takes it back. */
  later(callback: () => void, ms: number): () => void;
  /** The page's own clock, ms. */
  now(): number;
}

/** Follows the batch system over one stream; tells its listeners at most once a frame. */
export interface PageStore {
  /** What listeners were last told: for drawing. */
  get(): PageView;
  subscribe(listener: () => void): () => void;
  /** Opens the stream, with the detail of this job; another job takes another stream in its place. */
  watch(jobId: string | null): void;
  close(): void;
  /**
   * The first state, from now on, of which `isIt` holds: also while nothing is drawn.
   * @throws DOMException `AbortError`
   */
  until(isIt: (state: BatchOverview) => boolean, signal: AbortSignal): Promise<BatchOverview>;
}

/** `EventSource.CLOSED`: it will not try again by itself, as after an answer that was no stream. */
const CLOSED = 2;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5000;

/**
 * A browser's `EventSource` comes back by itself with `Last-Event-ID`, and the server sends what was missed. Where it
 * gives up, a new one begins with a snapshot: either way nothing is missing.
 */
export function createPageStore({ open, schedule, later, now }: PageStoreOptions): PageStore {
  let current: PageView = NOTHING_YET;
  let shown = current;
  let scheduled = false;
  let stream: EventStream | null = null;
  let cancelRetry = () => {};
  let failures = 0;
  const listeners = new Set<() => void>();
  const waiting = new Set<(state: BatchOverview) => void>();

  const update = (change: Partial<PageView>) => {
    current = { ...current, ...change };
    if (change.state) for (const tell of waiting) tell(change.state);
    if (scheduled) return;
    scheduled = true;
    schedule(() => {
      scheduled = false;
      shown = current;
      for (const listener of listeners) listener();
    });
  };

  const show = (state: BatchOverview) => {
    failures = 0;
    update({
      state,
      connection: 'live',
      answered: true,
      piles: addToPiles(current.piles, state.schedules, now()),
    });
  };

  const connect = () => {
    const source = open(addressOf(current.jobId));
    stream = source;
    let started = false;
    const receive = (type: OverviewEvent['type']) => (event: { readonly data?: unknown }) => {
      if (stream !== source) return;
      const data = parse(String(event.data));
      const before = current.state;
      if (data === undefined || (type === 'change' && (!started || !before))) return restart();
      started = true;
      if (type === 'snapshot') show(data as BatchOverview);
      else if (before) show(applyChange(before, data as OverviewChange));
    };
    source.addEventListener('snapshot', receive('snapshot'));
    source.addEventListener('change', receive('change'));
    source.addEventListener('open', () => {
      // The same source again: what was missed follows, if anything was.
      if (stream === source && started) update({ connection: 'live' });
    });
    source.addEventListener('error', () => {
      if (stream !== source) return;
      if (source.readyState === CLOSED) restart();
      else lost();
    });
  };

  const lost = () => update({ connection: current.state ? 'reconnecting' : 'connecting' });

  /** The stream is of no more use: a new one begins, later each time. */
  const restart = () => {
    stop();
    lost();
    const waitMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures++;
    cancelRetry = later(connect, waitMs);
  };

  const stop = () => {
    cancelRetry();
    cancelRetry = () => {};
    stream?.close();
    stream = null;
  };

  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(jobId) {
      stop();
      if (jobId !== current.jobId) {
        const { state } = current;
        update({ jobId, answered: false, ...(state && { state: { ...state, detail: null } }) });
      }
      connect();
    },
    close: stop,
    until(isIt, signal) {
      if (signal.aborted) return Promise.reject(cancelled());
      return new Promise((resolve, reject) => {
        const leave = onAbort(signal, () => {
          done();
          reject(cancelled());
        });
        const done = () => {
          waiting.delete(tell);
          leave();
        };
        const tell = (state: BatchOverview) => {
          if (!isIt(state)) return;
          done();
          resolve(state);
        };
        waiting.add(tell);
        if (current.state) tell(current.state);
      });
    },
  };
}

const cancelled = () => new DOMException('Cancelled.', 'AbortError');

function addressOf(jobId: string | null): string {
  const query = jobId === null ? '' : `?${new URLSearchParams({ job: jobId })}`;
  return `/api/console/events${query}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
