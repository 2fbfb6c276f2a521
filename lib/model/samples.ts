import { TrilaneError } from '../errors';
import { verifyBytes } from './hash';
import { IMAGE_PIXELS } from './image-classifier';
import { isTable, type ModelEntry } from './manifest';

interface Labelled {
  readonly count: number;
  /** One byte a sample; empty when the truth is not known (a drawn digit). */
  readonly labels: Uint8Array;
}

/** Grey-scale images, as stored: 784 bytes an image. */
export interface ImageSamples extends Labelled {
  readonly kind: 'images';
  readonly pixels: Uint8Array;
}

/** Rows of features, as stored and as the model takes them: row by row, one float a feature. */
export interface TableSamples extends Labelled {
  readonly kind: 'table';
  readonly values: Float32Array;
}

export type SampleSet = ImageSamples | TableSamples;

export type ReadFile = (path: string) => Promise<Uint8Array>;

/** Reads a model's shipped test samples. @throws TrilaneError `samples-changed`, `model-load-failed` */
export async function loadSamples(model: ModelEntry, read: ReadFile): Promise<SampleSet> {
  const { file, labelsFile, count, sha256, labelsSha256 } = model.samples;
  const [bytes, labels] = await Promise.all([read(file), read(labelsFile)]);
  verifyBytes(bytes, sha256, `the ${model.id} test samples`, 'samples-changed');
  verifyBytes(labels, labelsSha256, `the ${model.id} labels`, 'samples-changed');
  const rowBytes = isTable(model) ? model.features.length * Float32Array.BYTES_PER_ELEMENT : IMAGE_PIXELS;
  if (bytes.length !== count * rowBytes || labels.length !== count) {
    throw new TrilaneError('model-load-failed', `The ${model.id} test samples are not as long as the manifest says.`);
  }
  if (!isTable(model)) return { kind: 'images', count, pixels: bytes, labels };
  // Copied, because what was read need not begin at a multiple of four bytes.
  return { kind: 'table', count, values: new Float32Array(bytes.slice().buffer), labels };
}

export function pixelsOf(samples: ImageSamples, index: number): Uint8Array {
  return samples.pixels.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
}

/** One row of features, as a view (no copy). */
export function featuresOf({ values, count }: TableSamples, index: number): Float32Array {
  const length = values.length / count;
  return values.subarray(index * length, (index + 1) * length);
}
