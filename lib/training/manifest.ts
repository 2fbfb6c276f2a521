/** The shape of public/models/manifest.json, as write-manifest.ts fills it. */
import type { Feature } from '../model/features';
import type { Accuracy, Agreement } from './measure';
import type { ModelId, ModelPlan, Precision, Size } from './models';
import type { RocArea } from './roc-area';

export interface Manifest {
  readonly schema: 1;
  readonly models: readonly ManifestModel[];
}

export interface ManifestModel {
  readonly id: ModelId;
  readonly input: TensorDescription;
  readonly output: TensorDescription;
  readonly classes: readonly string[];
  /** What others call the label and the classes. */
  readonly otherNames?: Readonly<Record<string, string>>;
  /** The columns of the input, where it is a table. */
  readonly features?: readonly Feature[];
  readonly defaultVersion: string;
  readonly data: ModelPlan['data'] & {
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
    /** Seed of the permutation that chose the samples from the test set. */
    readonly seed: number;
  };
  readonly versions: readonly ManifestVersion[];
}

interface TensorDescription {
  readonly name: string;
  readonly datatype: 'FP32';
  /** -1 stands for any batch size. */
  readonly shape: readonly number[];
}

interface ManifestVersion {
  readonly id: string;
  readonly file: string;
  readonly precision: Precision;
  readonly size: Size;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly seed: number;
  readonly parameters: number;
  /** For one sample; `null` where it is too little to tell, or not what the work is. */
  readonly megaFlops: number | null;
  readonly trees?: { readonly count: number; readonly leaves: number; readonly depth: number };
  readonly licence: string;
  /** On the whole held-out test set, one sample at a time. */
  readonly accuracy: Accuracy;
  /** On the same, where there are two classes. */
  readonly auc?: RocArea;
  /** On the shipped samples, one at a time. */
  readonly sampleAccuracy: { readonly correct: number; readonly count: number };
  /** The largest difference allowed between probabilities, any runtime, any batch size. */
  readonly tolerance: { readonly absolute: number };
}

/** A version with what only its card tells. */
export interface MeasuredVersion {
  readonly version: ManifestVersion;
  readonly agreement: Agreement;
  readonly weakest: { readonly name: string; readonly share: number };
  /** Largest difference from the library that trained it, over the test set; `null` where that is not compared. */
  readonly fromReference: number | null;
}
