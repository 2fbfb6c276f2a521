import type { ModelTarget } from '@/lib/model/manifest';
import type { WorkloadSpec } from '@/lib/workload/workload';

/** What the worker of a blank page is to send. */
export interface BlankLoad {
  readonly workload: WorkloadSpec;
  readonly target: ModelTarget;
  /** Between two runs of the batch part. ms */
  readonly intervalMs: number;
  readonly origin: string;
  /** Where onnxruntime-web is served. */
  readonly runtimeUrl: string;
}

/** What the worker of a blank page tells. */
export type BlankEvent =
  | { readonly type: 'running' }
  /** From the scheduled arrival to the answer, one an item, as in the lanes (SPEC 1.1). ms */
  | { readonly type: 'done'; readonly onlineMs: Float64Array; readonly edgeMs: Float64Array }
  | { readonly type: 'failed'; readonly why: string };
