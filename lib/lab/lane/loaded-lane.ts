import type { Engine } from '../../engine/contract';
import type { ModelTarget } from '../../model/manifest';
import type { SampleSet } from '../../model/samples';
import type { Mode } from '../../modes/mode';

/** A lane with its model loaded. */
export interface LoadedLane {
  readonly mode: Mode;
  readonly engine: Engine;
  readonly target: ModelTarget;
  readonly origin: string;
  readonly samples: SampleSet;
}
