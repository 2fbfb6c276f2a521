import { encodeImage, IMAGE_SIDE } from './image-classifier';
import { featuresOf, pixelsOf, type SampleSet } from './samples';

/**
 * A sample as its model takes it: an image as 784 floats 0..1, moved by `shift` whole pixels; a table's row as it is
 * stored, for its model prepares it itself and nothing can move it.
 */
export function encodeSample(samples: SampleSet, index: number, shift?: { x: number; y: number }): Float32Array {
  return samples.kind === 'images' ? encodeImage(pixelsOf(samples, index), shift) : featuresOf(samples, index).slice();
}

/** The shape of one encoded sample, without the batch. */
export function sampleShape(samples: SampleSet): readonly number[] {
  return samples.kind === 'images' ? [1, IMAGE_SIDE, IMAGE_SIDE] : [samples.values.length / samples.count];
}
