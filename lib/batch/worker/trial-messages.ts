import type { ErrorReport } from '../../errors';
import type { ClaimedChunk } from '../jobs/claim';
import type { Written } from './chunk-runner';
import type { TicketJob } from './ticket-job';

/** What a worker and the process of a trial say to each other. */
export interface TrialOrders {
  readonly chunk: ClaimedChunk;
  readonly job: TicketJob;
}

export type FromTrial =
  /** The chunk is being worked on: a death before this was not its. */
  | { readonly type: 'begun' }
  | { readonly type: 'written'; readonly written: Written }
  | { readonly type: 'failed'; readonly error: ErrorReport };
