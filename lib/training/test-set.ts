/** Samples to measure a model on, whatever it takes: images or rows of a table. */
import { IMAGE_PIXELS, type Split, seededIndices, selectImages, toInput } from './idx';
import { SEED } from './models';
import type { Rows } from './table-data';

export interface TestSet {
  readonly count: number;
  readonly labels: Uint8Array;
  readonly inputName: string;
  /** Of one sample, without the batch. */
  readonly rowShape: readonly number[];
  readonly classCount: number;
  /** As the site ships them. */
  readonly bytes: Uint8Array;
  /** Samples `start .. start + count` as the model's input. */
  rows(start: number, count: number): Float32Array;
  /** As many of them, drawn by the seed. */
  draw(count: number): TestSet;
}

export function imageSet(split: Split, classCount: number): TestSet {
  return {
    count: split.count,
    labels: split.labels,
    inputName: 'image',
    rowShape: [1, 28, 28],
    classCount,
    bytes: split.images,
    rows: (start, count) => toInput(split.images.subarray(start * IMAGE_PIXELS, (start + count) * IMAGE_PIXELS)),
    draw: (count) => imageSet(selectImages(split, seededIndices(SEED, split.count, count)), classCount),
  };
}

export function tableSet({ values, labels }: Rows, classCount: number): TestSet {
  const length = values.length / labels.length;
  return {
    count: labels.length,
    labels,
    inputName: 'features',
    rowShape: [length],
    classCount,
    bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    rows: (start, count) => values.slice(start * length, (start + count) * length),
    draw(count) {
      const indices = seededIndices(SEED, labels.length, count);
      const chosen = new Float32Array(count * length);
      indices.forEach((index, place) => {
        chosen.set(values.subarray(index * length, (index + 1) * length), place * length);
      });
      return tableSet({ values: chosen, labels: Uint8Array.from(indices, (index) => labels[index] ?? 0) }, classCount);
    },
  };
}
