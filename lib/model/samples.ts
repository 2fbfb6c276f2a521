import { TrilaneError } from '../errors';
import { verifyBytes } from './hash';
import { IMAGE_PIXELS } from './image-classifier';
import type { ModelEntry } from './manifest';

/** Images with their labels, as stored: 784 bytes an image, one byte a label. */
export interface SampleSet {
  readonly count: number;
  readonly pixels: Uint8Array;
  /** Empty when the truth is not known (a drawn digit). */
  readonly labels: Uint8Array;
}

export type ReadFile = (path: string) => Promise<Uint8Array>;

/** Reads a model's shipped test images. @throws TrilaneError `hash-mismatch` */
export async function loadSamples(model: ModelEntry, read: ReadFile): Promise<SampleSet> {
  const [pixels, labels] = await Promise.all([read(model.samples.file), read(model.samples.labelsFile)]);
  verifyBytes(pixels, model.samples.sha256, `the ${model.id} test images`);
  verifyBytes(labels, model.samples.labelsSha256, `the ${model.id} labels`);
  if (pixels.length !== model.samples.count * IMAGE_PIXELS || labels.length !== model.samples.count) {
    throw new TrilaneError('model-load-failed', `The ${model.id} test images are not as long as the manifest says.`);
  }
  return { count: model.samples.count, pixels, labels };
}

export function pixelsOf(samples: SampleSet, index: number): Uint8Array {
  return samples.pixels.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
}
