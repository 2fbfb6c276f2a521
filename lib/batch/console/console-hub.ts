import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database';
import type { BatchJobDetail, ConsoleEvent, ConsoleState, SystemInfo } from '../../engine/wire/console';
import { type ErrorReport, TrilaneError } from '../../errors';
import { readJobDetail } from '../jobs/job-details';
import { isUuid } from '../../db/is-uuid';
import { ConsoleLog } from './console-log';
import { readConsoleLists } from './console-reader';

const PERIOD_MS = 400;
/** Between two looks, however much happens. */
const SHORTEST_MS = 100;
/** Jobs that are looked at in detail at the same time; a reader of one more is told of no detail. */
const MOST_WATCHED = 64;
/** A job of many chunks is large to read and to send. */
const MANY_CHUNKS = 1000;
const MANY_CHUNKS_MS = 1000;

/** Where the hub looks. */
export interface SystemSource {
  state(): SystemInfo;
  /** Opens it where nobody has yet. */
  database(): Promise<Pick<Database, 'orm'>>;
  /** How long nothing changes without a nudge while nothing is at work, ms; absent or 0: it may at any time. */
  restMs?(): number;
}

export interface Listening {
  /** The job whose detail is asked for; `null` too is what it is told of anything but an id, and of one too many. */
  readonly jobId: string | null;
  /** What the reader was told last, before its stream broke off. */
  readonly lastEventId?: string | null;
  /** Aborted when the reader goes away. */
  readonly signal: AbortSignal;
}

/**
 * Tells any number of readers how the batch system is: while anybody listens it looks again and again, once for all of
 * them. A database that is away is a state like another.
 */
export interface ConsoleHub {
  /** First what the reader missed, or all; then each change, until the signal is aborted. */
  events(listening: Listening): AsyncGenerator<ConsoleEvent>;
  /** How it is now. */
  state(jobId: string | null): Promise<ConsoleState>;
  /** Looks at once, where anybody listens. */
  nudge(): void;
  /** Ends all streams. */
  close(): void;
}

export function createConsoleHub(source: SystemSource, periodMs: number = PERIOD_MS): ConsoleHub {
  const log = new ConsoleLog(randomUUID().slice(0, 8), {
    system: source.state(),
    dataSets: [],
    jobs: [],
    schedules: [],
    workers: [],
    detail: null,
  });
  /** How many ask for each. */
  const watched = new Map<string, number>();
  const large = new Map<string, { readonly detail: BatchJobDetail; readonly atMs: number }>();
  const sleepers = new Set<() => void>();
  let listeners = 0;
  /** Looks that began, and the newest of those that are over. */
  let begun = 0;
  let finished = 0;
  let isLooking = false;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;
  let failingSinceMs: number | undefined;
  let closed = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    isLooking = true;
    isWanted = false;
    lookedAtMs = performance.now();
    const number = ++begun;
    await read();
    finished = number;
    isLooking = false;
    for (const wake of sleepers) wake();
    plan();
  }
  function plan(): void {
    if (isLooking || closed || listeners === 0) return;
    clearTimeout(timer);
    const restMs = isAtWork(log.state(null)) ? 0 : (source.restMs?.() ?? 0);
    const waitMs = isWanted ? SHORTEST_MS : Math.max(periodMs, restMs);
    timer = setTimeout(() => void look(), Math.max(0, lookedAtMs + waitMs - performance.now()));
  }
  const want = () => {
    isWanted = true;
    plan();
  };

  async function read(): Promise<void> {
    const system = source.state();
    const known = log.state(null);
    if (system.state !== 'ready') {
      log.update({ ...known, system });
      if (system.state === 'opening') source.database().then(want, want);
      return;
    }
    try {
      const database = await source.database();
      const jobIds = [...watched.keys()];
      const [lists, ...details] = await Promise.all([
        readConsoleLists(database),
        ...jobIds.map(async (id): Promise<[string, BatchJobDetail | null]> => [id, await detailOf(database, id)]),
      ]);
      failingSinceMs = undefined;
      // Those that are no longer asked for would be kept for ever.
      log.update({ ...lists, system, detail: null }, new Map(details.filter(([id]) => watched.has(id))));
    } catch (thrown) {
      failingSinceMs ??= performance.now();
      const sinceMs = performance.now() - failingSinceMs;
      log.update({ ...known, system: { ...system, state: 'failed', sinceMs, error: inWords(thrown) } });
    }
  }

  async function detailOf(database: Pick<Database, 'orm'>, id: string): Promise<BatchJobDetail | null> {
    const atMs = performance.now();
    const known = large.get(id);
    if (known && atMs - known.atMs < MANY_CHUNKS_MS) return known.detail;
    const detail = await readJobDetail(database, id);
    if (detail && detail.chunkMap.length > MANY_CHUNKS && watched.has(id)) large.set(id, { detail, atMs });
    else large.delete(id);
    return detail;
  }

  /** @returns the job whose detail it is told of */
  function join(asked: string | null): string | null {
    listeners++;
    if (asked === null || !isUuid(asked) || (watched.size >= MOST_WATCHED && !watched.has(asked))) return null;
    watched.set(asked, (watched.get(asked) ?? 0) + 1);
    return asked;
  }
  function leave(jobId: string | null): void {
    listeners--;
    if (listeners === 0) clearTimeout(timer);
    if (jobId === null) return;
    const left = (watched.get(jobId) ?? 0) - 1;
    if (left > 0) watched.set(jobId, left);
    else {
      watched.delete(jobId);
      large.delete(jobId);
      log.forgetDetail(jobId);
    }
  }
  const nextLook = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      if (signal.aborted || closed) return resolve();
      sleepers.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });

  async function* events({ jobId: asked, lastEventId = null, signal }: Listening): AsyncGenerator<ConsoleEvent> {
    const isOver = () => signal.aborted || closed;
    const jobId = join(asked);
    let isHere = true;
    const go = () => {
      if (isHere) leave(jobId);
      isHere = false;
    };
    // A reader that has stopped reading leaves this function standing at a `yield`, for good.
    signal.addEventListener('abort', go, { once: true });
    try {
      // What was seen before may be old, and not hold that job.
      const before = begun;
      want();
      while (finished <= before && !isOver()) await nextLook(signal);
      if (isOver()) return;
      const first = log.begin(lastEventId, jobId);
      yield first.event;
      let at = first.at;
      while (!isOver()) {
        const next = log.read(at, jobId);
        if (!next) await nextLook(signal);
        else {
          at = next.at;
          if (next.event) yield next.event;
        }
      }
    } finally {
      signal.removeEventListener('abort', go);
      go();
    }
  }

  return {
    events,
    async state(jobId) {
      const left = new AbortController();
      for await (const { type, data } of events({ jobId, signal: left.signal })) if (type === 'snapshot') return data;
      throw new TrilaneError('not-ready', 'The server is shutting down.');
    },
    nudge: want,
    close() {
      closed = true;
      clearTimeout(timer);
      for (const wake of sleepers) wake();
    },
  };
}

/** Whether figures change by themselves: rows are being done, come in, or arrive; or the database is awaited. */
function isAtWork({ system, jobs, dataSets }: ConsoleState): boolean {
  return (
    system.state !== 'ready' ||
    jobs.some(({ state }) => state === 'queued' || state === 'running') ||
    dataSets.some(({ state, arrivals }) => arrivals?.running || state === 'receiving' || state === 'generating')
  );
}

/** The words of the driver may hold the address of the database, with its password. */
function inWords(thrown: unknown): ErrorReport {
  return thrown instanceof TrilaneError
    ? thrown.toReport()
    : { code: 'database-unavailable', detail: 'The database does not answer.' };
}
