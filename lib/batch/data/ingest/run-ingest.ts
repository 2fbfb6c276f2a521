import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { TrilaneError } from '../../../errors';
import { onAbort } from '../../../errors/on-abort';
import type { IngestedPart, IngestOrder, IngestResult } from './ingest';
import type { FromIngest } from './ingest-process';
import { unreadable } from './unreadable';

export interface IngestLimits {
  /** Of JavaScript values; what lies outside is bounded by the checks of the readers. */
  readonly heapMegabytes: number;
  readonly timeMs: number;
}

/** Many times what it takes: a damaged file that makes a reader go round in circles holds a place among uploads. */
const LEAST_TIME_MS = 60_000;
const TIME_A_MEGABYTE_MS = 1700;

/** What reading a file of so many bytes may take: up to a quarter of an hour for the largest. */
export const ingestLimits = (bytes: number): IngestLimits => ({
  heapMegabytes: 512,
  timeMs: LEAST_TIME_MS + (TIME_A_MEGABYTE_MS * bytes) / 2 ** 20,
});

export interface RunIngest extends IngestOrder {
  readonly signal?: AbortSignal | undefined;
  readonly limits: IngestLimits;
  /** Keeps a part; the next is read when it resolves. */
  onPart(part: IngestedPart): Promise<void>;
}

/**
 * Reads an uploaded file in a process of its own, which has ended when this settles.
 * @throws TrilaneError `unreadable-upload`, `too-many-samples`, `cancelled`, and whatever `onPart` throws
 */
export function runIngest({ onPart, signal, limits, ...order }: RunIngest): Promise<IngestResult> {
  const entry = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'ingest-process.mjs');
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${limits.heapMegabytes}`],
    serialization: 'advanced',
    // What V8 prints when its memory is used up is told in our words.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let settle = () => reject(unreadable('Reading the file took more memory than an upload may take.'));
    const endWith = (next: () => void) => {
      settle = next;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => {
      const minutes = Math.ceil(limits.timeMs / 60_000);
      endWith(() => reject(unreadable(`Reading the file took more than ${minutes} min.`)));
    }, limits.timeMs);
    const abort = () => endWith(() => reject(new TrilaneError('cancelled', 'The upload was cancelled.')));
    const leave = signal ? onAbort(signal, abort) : () => {};
    child.on('message', (message: FromIngest) => {
      if (message.type === 'done') endWith(() => resolve(message.result));
      else if (message.type === 'failed') endWith(() => reject(TrilaneError.from(message.error)));
      else
        onPart(message).then(
          () => answer(child),
          (error) => endWith(() => reject(error)),
        );
    });
    const over = () => {
      clearTimeout(timer);
      leave();
      settle();
    };
    child.on('error', (error) => {
      endWith(() => reject(new TrilaneError('internal', 'The reader did not start.', { cause: error })));
      if (child.pid === undefined) over();
    });
    // After `exit`, messages it sent before may still come; `close` is the last event.
    child.once('close', over);
    child.send(order, () => {});
  });
}

function answer(child: ChildProcess): void {
  // It may have ended meanwhile, which `close` tells.
  if (child.connected) child.send('kept', () => {});
}
