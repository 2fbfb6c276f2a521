import { and, eq } from 'drizzle-orm';
import { chunks } from '../../db/schema';

export interface WorkerIdentity {
  readonly id: string;
  readonly name: string;
  readonly host: string;
}

/** A chunk, and the token under which a worker has it. */
export interface ClaimedChunk {
  readonly jobId: string;
  readonly index: number;
  readonly partIndex: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly claim: string;
}

/** The chunk, as long as it is claimed under the same token. */
export function ownedBy({ jobId, index, claim }: ClaimedChunk) {
  return and(eq(chunks.jobId, jobId), eq(chunks.index, index), eq(chunks.claim, claim), eq(chunks.state, 'active'));
}
