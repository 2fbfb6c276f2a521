import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { type ErrorReport, TrilaneError } from '../../errors';
import type { ModelEntry, ModelVersion } from '../../model/manifest';
import { elementCount } from '../../model/tensor';
import { type BatchReport, type FromProcess, TENSOR_PIPE, type ToProcess } from './batch-protocol';
import { tensorPipe } from './tensor-pipe';

/** How long a cancelled process may take to stop by itself (it looks between batches); after that it is killed. ms */
const CANCEL_GRACE_MS = 250;

export interface ChildWork {
  readonly model: ModelEntry;
  readonly version: ModelVersion;
  readonly count: number;
  readonly batchSize: number | null;
  readonly source:
    | { readonly kind: 'tensor'; readonly data: Float32Array }
    | { readonly kind: 'samples'; readonly seed: number };
}

export interface RunListeners {
  readonly onStarted: (batchSize: number) => void;
  readonly onProgress: (done: number) => void;
}

/** One batch process, alive or dead: it does not come back. One exchange at a time. */
export interface BatchChild {
  readonly processId: number | undefined;
  isAlive(): boolean;
  /** @throws TrilaneError `hash-mismatch`, `model-load-failed`, `engine-died` */
  load(model: ModelEntry, version: ModelVersion, publicRoot: string): Promise<void>;
  /** @throws TrilaneError `inference-failed`, `cancelled`, `engine-died` */
  run(work: ChildWork, listeners: RunListeners): Promise<{ outputs: Float32Array; report: BatchReport }>;
  /** Asks the running job to stop, and kills the process if it does not. */
  cancel(): void;
  /** Kills the process; resolves when it has gone. */
  kill(): Promise<void>;
}

type Listener = (message: FromProcess) => void;

export function startBatchChild(): BatchChild {
  // Found at run time, beside the server's own bundle: a bundler must not try to follow it.
  const entry = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'batch-process.mjs');
  const child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'ipc'] });
  const pipe = tensorPipe(child.stdio[TENSOR_PIPE] as Duplex); // a 'pipe' beyond the third is a socket, open both ways
  const loaded = new Set<string>();
  let death: TrilaneError | undefined;
  let listener: Listener | undefined;
  let rejectExchange: ((error: TrilaneError) => void) | undefined;
  let running: { inputSent: boolean } | undefined;
  let graceTimer: NodeJS.Timeout | undefined;

  const die = (error: TrilaneError) => {
    death ??= error;
    clearTimeout(graceTimer);
    rejectExchange?.(death);
  };
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      die(new TrilaneError('engine-died', `The batch process ended unexpectedly (${signal ?? `exit code ${code}`}).`));
      resolve();
    });
    child.once('error', (cause) => {
      die(new TrilaneError('engine-died', 'The batch process could not be started.', { cause }));
      resolve();
    });
  });
  child.on('message', (message: FromProcess) => listener?.(message));

  const tell = (message: ToProcess) => {
    // A process that has just died is reported by its exit.
    if (child.connected) child.send(message, () => {});
  };
  /** Listens until `settle` is called, the process reports a failure, or it dies. */
  async function exchange<T>(
    begin: (settle: (value: T) => void, fail: (error: ErrorReport) => void) => Listener,
  ): Promise<T> {
    if (death) throw death;
    try {
      return await new Promise<T>((resolve, reject) => {
        rejectExchange = reject;
        const fail = (error: ErrorReport) => reject(TrilaneError.from(error));
        const listen = begin(resolve, fail);
        listener = (message) => (message.type === 'failed' ? fail(message.error) : listen(message));
      });
    } finally {
      listener = undefined;
      rejectExchange = undefined;
      running = undefined;
      clearTimeout(graceTimer);
    }
  }
  const ready = exchange<void>((settle) => (message) => message.type === 'ready' && settle());
  ready.catch(() => {});

  return {
    processId: child.pid,
    isAlive: () => !death,
    async load(model, version, publicRoot) {
      if (loaded.has(version.sha256) && !death) return;
      await ready;
      await exchange<void>((settle) => {
        tell({ type: 'load', model, version, publicRoot });
        return (message) => message.type === 'loaded' && settle();
      });
      loaded.add(version.sha256);
    },
    run({ model, version, count, batchSize, source }, { onStarted, onProgress }) {
      return exchange((settle, fail) => {
        const outputs = new Float32Array(count * elementCount(model.output.shape.slice(1)));
        const job = { inputSent: source.kind === 'samples' };
        running = job;
        tell({
          type: 'run',
          sha256: version.sha256,
          count,
          batchSize,
          source: source.kind === 'tensor' ? { kind: 'tensor' } : { kind: 'samples', seed: source.seed },
        });
        if (source.kind === 'tensor') {
          const { buffer, byteOffset, byteLength } = source.data;
          pipe.send(new Uint8Array(buffer, byteOffset, byteLength)).then(() => {
            job.inputSent = true;
          });
        }
        return (message) => {
          if (message.type === 'started') onStarted(message.batchSize);
          else if (message.type === 'progress') onProgress(message.done);
          else if (message.type === 'cancelled') fail({ code: 'cancelled', detail: 'The job was cancelled.' });
          else if (message.type === 'done') {
            pipe.receive(new Uint8Array(outputs.buffer)).then(() => settle({ outputs, report: message.report }));
          }
        };
      });
    },
    cancel() {
      if (!running) return;
      // Half a tensor in the pipe would be taken for the start of the next one.
      if (!running.inputSent) {
        child.kill('SIGKILL');
        return;
      }
      tell({ type: 'cancel' });
      graceTimer = setTimeout(() => child.kill('SIGKILL'), CANCEL_GRACE_MS);
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
