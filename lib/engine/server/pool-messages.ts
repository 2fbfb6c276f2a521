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

/** Pool to thread. `values` is handed over, not copied. */
export type ToWorker =
  | { readonly type: 'load'; readonly version: VersionFile }
  | { readonly type: 'run'; readonly key: string; readonly rows: number; readonly values: Float32Array<ArrayBuffer> };

/** Thread to pool. A thread answers every message, runs in the order they came. */
export type FromWorker =
  | { readonly type: 'loaded'; readonly key: string; readonly coldStart: ColdStart; readonly runtime: string }
  | { readonly type: 'not-loaded'; readonly key: string; readonly error: ErrorReport }
  | { readonly type: 'ran'; readonly values: Float32Array<ArrayBuffer>; readonly computeMs: number }
  | { readonly type: 'failed'; readonly error: ErrorReport };
