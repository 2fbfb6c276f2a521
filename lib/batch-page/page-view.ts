import type { BatchOverview } from '../wire/overview-schema';
import type { Piles } from './pile';

/**
 * How the page hears of the batch system. `connecting`: nothing has come yet; `reconnecting`: what is shown is as it was
 * when the stream broke.
 */
export type Connection = 'connecting' | 'live' | 'reconnecting';

/** What the batch page draws. */
export interface PageView {
  readonly connection: Connection;
  /** `null` until the first snapshot. */
  readonly state: BatchOverview | null;
  /** The job whose detail is asked for; `state.detail` is `null` until the snapshot with it has come. */
  readonly jobId: string | null;
  /** Whether the snapshot that answers for `jobId` is there: only then does a missing detail mean a missing job. */
  readonly answered: boolean;
  /** Rows that waited for each schedule, as far as this page has seen. */
  readonly piles: Piles;
}

export const NOTHING_YET: PageView = {
  connection: 'connecting',
  state: null,
  jobId: null,
  answered: false,
  piles: new Map(),
};
