import type { ErrorReport } from '../../errors';
import type { ColdStart } from '../contract';

/** A model version as the inference threads know it. */
export interface VersionFile {
  /** `<model>/<version>` */
  readonly key: string;
  /** On disk. */
  readonly path: string;
  readonly sha256: string;
  readonly inputName: string;
  readonly outputName: string;
  /** Shape of one row of the input. */
  readonly rowShape: readonly number[];
}

/**
 * Rows on their way to a thread and back: memory that both sides see, made once. A batch is written here, not posted:
 * posting costs an allocation of up to 100 kB a batch, and collecting it afterwards.
 */
export interface SharedRows {
  readonly input: Float32Array<SharedArrayBuffer>;
  readonly output: Float32Array<SharedArrayBuffer>;
}

/** Pool to thread. The rows of a `run` lie in `SharedRows.input`; the thread owns that memory until it answers. */
export type ToWorker =
  | { readonly type: 'load'; readonly version: VersionFile }
  | { readonly type: 'run'; readonly key: string; readonly rows: number }
  | { readonly type: 'stop' };

/** Where the time of a batch went in its thread: the rows copied in, the model, its answers copied out. ms */
export interface BatchTimes {
  readonly inputMs: number;
  readonly computeMs: number;
  readonly outputMs: number;
}

/** Thread to pool. A thread answers every message but `stop`, at which it ends; what it `ran` lies in `SharedRows.output`. */
export type FromWorker =
  | { readonly type: 'loaded'; readonly key: string; readonly coldStart: ColdStart; readonly runtime: string }
  | { readonly type: 'not-loaded'; readonly key: string; readonly error: ErrorReport }
  | ({ readonly type: 'ran' } & BatchTimes)
  | { readonly type: 'failed'; readonly error: ErrorReport };
