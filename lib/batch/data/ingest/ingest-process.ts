import { type ErrorReport, TrilaneError } from '../../../errors';
import { type IngestOrder, type IngestResult, ingest } from './ingest';

/** A part waits for an answer (any message) before the next one comes. */
export type FromIngest =
  | { readonly type: 'part'; readonly bytes: Uint8Array; readonly rows: number; readonly labelled: boolean }
  | { readonly type: 'done'; readonly result: IngestResult }
  | { readonly type: 'failed'; readonly error: ErrorReport };

/** Of the disk, whose message names files. */
const NOT_READ: ErrorReport = { code: 'storage-failed', detail: 'The upload could not be read back from the disk.' };
const BROKEN: ErrorReport = { code: 'internal', detail: 'The reader of uploads met something it was not made for.' };

// Reads one uploaded file in a process of its own: what its author made of it can take no more memory and no more time
// than the process has, and takes nothing else down.
process.once('message', (order: IngestOrder) => void run(order));
process.once('disconnect', () => process.exit());

async function run(order: IngestOrder): Promise<void> {
  try {
    const result = await ingest(order, async (part) => {
      const answered = new Promise((resolve) => process.once('message', resolve));
      // As a buffer, because of any other array the whole memory behind it is sent.
      tell({ type: 'part', ...part, bytes: Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.length) });
      await answered;
    });
    tell({ type: 'done', result });
  } catch (error) {
    tell({ type: 'failed', error: reportOfReader(error) });
  }
}

function reportOfReader(error: unknown): ErrorReport {
  if (error instanceof TrilaneError) return error.toReport();
  return error instanceof Error && 'syscall' in error ? NOT_READ : BROKEN;
}

function tell(message: FromIngest): void {
  process.send?.(message);
}
