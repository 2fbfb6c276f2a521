import { createHash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '../../db/database';
import { dataSets } from '../../db/schema';
import { TrilaneError } from '../../errors';
import type { ModelEntry } from '../../model/manifest';
import { LARGEST_UPLOAD_BYTES, type UploadFormat } from '../../wire/batch-system';
import type { UploadWishes } from '../../wire/upload';
import { type FileStore, partKey, rejectsKey } from '../files/file-store';
import { appendPart } from './append-part';
import type { IngestedPart } from './ingest/ingest';
import { type IngestLimits, ingestLimits, runIngest } from './ingest/run-ingest';
import { spoolBody, tooLarge } from './ingest/spool-body';
import type { Turns } from './turns';

export interface Upload {
  readonly name: string;
  readonly model: ModelEntry;
  /** Of the visitor who sends it. */
  readonly owner?: string | null;
  readonly format: UploadFormat;
  /** What somebody says of the file. */
  readonly wishes?: UploadWishes | undefined;
  readonly body: ReadableStream<Uint8Array> | null;
  /** What the sender announced, if anything. */
  readonly announcedBytes?: number | undefined;
  /** Of the request: an upload whose sender goes away leaves nothing. */
  readonly signal?: AbortSignal | undefined;
}

export interface UploadContext {
  readonly database: Database;
  readonly store: FileStore;
  readonly dataRoot: string;
  readonly limits?: IngestLimits | undefined;
  readonly limitBytes: number;
  /** In the transaction that begins the data set. @throws TrilaneError as `requireRoom` does */
  requireRoomIn(tx: Transaction): Promise<void>;
  /** In which files are read once they have come. */
  readonly reading: Turns;
}

/** In the data folder, where uploads lie while they are read. */
export const UPLOADS_FOLDER = 'uploads';
/** One that is not through after this is given up. */
export const LONGEST_UPLOAD_MS = 60 * 60 * 1000;

/**
 * Makes a data set from an upload: kept in a file while it comes, then read row by row into parts. Of one that is refused
 * nothing stays: no file, no row of a table, no process.
 *
 * @returns its id
 * @throws TrilaneError `unreadable-upload`, `too-large`, `too-many-samples`, `cancelled`, `storage-full`, `storage-failed`
 */
export async function uploadDataSet(upload: Upload, context: UploadContext): Promise<string> {
  const { database, store, dataRoot, limitBytes } = context;
  const { name, model, format, wishes, body, announcedBytes = 0, owner = null } = upload;
  if (announcedBytes > limitBytes) throw tooLarge(limitBytes);
  const timeOut = AbortSignal.timeout(LONGEST_UPLOAD_MS);
  const signal = upload.signal ? AbortSignal.any([upload.signal, timeOut]) : timeOut;
  const id = randomUUID();
  const path = join(dataRoot, UPLOADS_FOLDER, id);
  await inTransaction(database, async (tx) => {
    await context.requireRoomIn(tx);
    await tx.orm.insert(dataSets).values({
      id,
      name,
      kind: 'uploaded',
      model: model.id,
      state: 'receiving',
      createdAt: sql`clock_timestamp()`,
      owner,
    });
  });
  try {
    const bytes = await spoolBody(body, path, limitBytes, signal);
    const keep = partKeeper(database, store, id);
    const limits = context.limits ?? ingestLimits(bytes);
    const result = await context.reading.next(signal, () =>
      runIngest({ path, format, model, wishes, signal, onPart: keep, limits }),
    );
    if (result.rejects !== null) await store.put(rejectsKey(id), Buffer.from(result.rejects));
    const [kept] = await database.orm
      .update(dataSets)
      .set({ state: 'ready', rejectedRows: result.rejected, reading: result.reading })
      .where(eq(dataSets.id, id))
      .returning({ id: dataSets.id });
    if (!kept) throw new TrilaneError('cancelled', 'The data set was deleted while it came in.');
    return id;
  } catch (error) {
    await database.orm
      .delete(dataSets)
      .where(eq(dataSets.id, id))
      .catch(() => {});
    await store.removeAll(`data-sets/${id}/`).catch(() => {});
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

function partKeeper(database: Database, store: FileStore, id: string): (part: IngestedPart) => Promise<void> {
  let index = 0;
  return async ({ bytes, rows, labelled }) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await store.put(partKey(id, index), bytes);
    const part = { index, rows, sizeBytes: bytes.length, sha256, labelled };
    await inTransaction(database, (tx) => appendPart(tx, id, part));
    index++;
  };
}

/** `TRILANE_UPLOAD_BYTES` sets another limit. */
export function largestUploadBytes(): number {
  const bytes = Number(process.env.TRILANE_UPLOAD_BYTES);
  return Number.isInteger(bytes) && bytes > 0 ? bytes : LARGEST_UPLOAD_BYTES;
}
