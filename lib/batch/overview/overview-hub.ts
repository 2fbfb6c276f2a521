import 'server-only';
import type { Database } from '../../db/database';
import { isUuid } from '../../db/is-uuid';
import { type ErrorReport, TrilaneError } from '../../errors';
import { createLiveHub, type LiveHub, type Looking, type Seen } from '../../live/live-hub';
import type { JobDetail } from '../../wire/job-schema';
import type { BatchOverview, SystemInfo } from '../../wire/overview-schema';
import { readJobDetail } from '../jobs/job-details';
import { readOverviewLists } from './read-overview';

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

/** Tells how the batch system is, and in detail of the job that is a reader's topic. A database that is away is a state like another. */
export type OverviewHub = LiveHub<BatchOverview>;

/** @param periodMs from one look to the next; absent: the hub's own */
export function createOverviewHub(source: SystemSource, periodMs?: number): OverviewHub {
  const large = new Map<string, { readonly detail: JobDetail; readonly atMs: number }>();
  let failingSinceMs: number | undefined;

  async function look({ known, topics, nudge }: Looking<BatchOverview>): Promise<Seen<BatchOverview>> {
    const system = source.state();
    if (system.state !== 'ready') {
      if (system.state === 'opening') source.database().then(nudge, nudge);
      return { state: { ...known, system } };
    }
    try {
      const database = await source.database();
      const detailOf = async (id: string): Promise<[string, JobDetail | null]> => [
        id,
        await readDetail(database, id, topics),
      ];
      const [lists, ...details] = await Promise.all([readOverviewLists(database), ...[...topics.keys()].map(detailOf)]);
      failingSinceMs = undefined;
      return { state: { ...lists, system, detail: null }, details: new Map(details) };
    } catch (thrown) {
      failingSinceMs ??= performance.now();
      const sinceMs = performance.now() - failingSinceMs;
      const failed = { ...system, state: 'failed', sinceMs, error: inWords(thrown) } as const;
      return { state: { ...known, system: failed } };
    }
  }

  async function readDetail(
    database: Pick<Database, 'orm'>,
    id: string,
    topics: Looking<BatchOverview>['topics'],
  ): Promise<JobDetail | null> {
    const atMs = performance.now();
    const known = large.get(id);
    if (known && atMs - known.atMs < MANY_CHUNKS_MS) return known.detail;
    const detail = await readJobDetail(database, id);
    if (detail && detail.chunkMap.length > MANY_CHUNKS && topics.has(id)) large.set(id, { detail, atMs });
    else large.delete(id);
    return detail;
  }

  return createLiveHub<BatchOverview>(
    {
      first: {
        system: source.state(),
        totals: { dataSets: 0, jobs: 0, schedules: 0 },
        dataSets: [],
        jobs: [],
        schedules: [],
        workers: [],
        detail: null,
      },
      look,
      isTopic: isUuid,
      restMs: (state) => (isAtWork(state) ? 0 : (source.restMs?.() ?? 0)),
      forget: (id) => large.delete(id),
    },
    periodMs,
  );
}

/** Whether figures change by themselves: rows are being done, come in, or arrive; or the database is awaited. */
function isAtWork({ system, jobs, dataSets }: BatchOverview): boolean {
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
