import type { AnswerKind } from './answer';
import type { Feature } from './features';

/** The shape of `public/models/manifest.json`, which the training scripts write (see `lib/training`). */
export interface Manifest {
  readonly schema: number;
  readonly models: readonly ModelEntry[];
}

export interface ModelEntry {
  readonly id: string;
  readonly input: TensorSpec;
  readonly output: TensorSpec;
  /** What it answers with. Absent: one of its classes. */
  readonly answers?: AnswerKind;
  /** Stable ids of the classes, in the order of the output; none of a model that answers with a value. */
  readonly classes: readonly string[];
  /** What its source, and those who pass it on, call the label and the classes: `status` is "label", `trouser` is "trousers". */
  readonly otherNames?: Readonly<Record<string, string>>;
  /** The columns of the input, in order; absent where it is an image. */
  readonly features?: readonly Feature[];
  readonly defaultVersion: string;
  readonly data: {
    readonly name: string;
    readonly source: string;
    readonly licence: string;
    readonly trainCount: number;
    readonly testCount: number;
    /** Share of the commonest class in the test set: what naming it every time would get right. */
    readonly commonestShare: number;
  };
  readonly samples: {
    readonly file: string;
    readonly labelsFile: string;
    readonly count: number;
    readonly sha256: string;
    readonly labelsSha256: string;
    readonly seed: number;
  };
  readonly versions: readonly ModelVersion[];
}

/** A model that takes rows of features. */
export type TableModel = ModelEntry & { readonly features: readonly Feature[] };

export function isTable(model: ModelEntry): model is TableModel {
  return model.features !== undefined;
}

export interface TensorSpec {
  readonly name: string;
  readonly datatype: string;
  /** -1 stands for the batch. */
  readonly shape: readonly number[];
}

export interface ModelVersion {
  readonly id: string;
  readonly file: string;
  readonly precision: string;
  readonly size: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly seed: number;
  readonly parameters: number;
  /** For one sample; `null` where multiplying is not what the work is (trees), or too little to tell. */
  readonly megaFlops: number | null;
  /** Of an ensemble of decision trees. `depth`: decisions on the longest way to a leaf. */
  readonly trees?: { readonly count: number; readonly leaves: number; readonly depth: number };
  readonly licence: string;
  readonly accuracy: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly count: number;
    readonly interval: string;
  };
  /** Area under the ROC curve: how often a sample of the second of two classes is rated above one of the first. */
  readonly auc?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly count: number;
    readonly interval: string;
  };
  readonly sampleAccuracy: { readonly correct: number; readonly count: number };
  /** Largest difference of any probability allowed between runtimes and batch sizes. */
  readonly tolerance: { readonly absolute: number };
}

/** Which file to run: an OIP model name and version. */
export interface ModelTarget {
  readonly modelId: string;
  readonly versionId: string;
}
