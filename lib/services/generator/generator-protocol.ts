import type { LaneConditions } from '../../emulate/conditions';
import type { ModelTarget } from '../../model/manifest';
import type { LoadRunEvent } from '../../wire/load-run';
import type { WorkloadSpec } from '../../workload/workload';

/** What the generator process is to do. */
export interface GeneratorRun {
  readonly target: ModelTarget;
  readonly workload: WorkloadSpec;
  readonly conditions: LaneConditions;
  /** ms; `null` = as `runExperiment` has it. */
  readonly timeoutMs: number | null;
  /** Where this very server listens: the process connects to the loopback address only. */
  readonly port: number;
  /** The folder of the site's files, for the test images. */
  readonly publicRoot: string;
}

/** One run at a time. After `cancel` the process calls off what it began and ends. */
export type ToGenerator = { readonly type: 'run'; readonly run: GeneratorRun } | { readonly type: 'cancel' };
export type FromGenerator = LoadRunEvent;
