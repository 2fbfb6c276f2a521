import { encodeImage, IMAGE_PIXELS, IMAGE_SIDE } from '../../model/image-classifier';
import { SHIFTS, type Workload } from '../../workload/workload';

/** Where a batch's rows come from. */
export interface RowSource {
  /** Rows `first .. first + rows` as model input: a view that the next call overwrites. */
  gather(first: number, rows: number): Float32Array;
}

/** Rows of a tensor that threads share. onnxruntime takes no shared memory, hence the copy. */
export function tensorRows(shared: Float32Array, rowLength: number, batchSize: number): RowSource {
  const batch = new Float32Array(batchSize * rowLength);
  return {
    gather(first, rows) {
      batch.set(shared.subarray(first * rowLength, (first + rows) * rowLength));
      return batch.subarray(0, rows * rowLength);
    },
  };
}

/** Rows of a table of samples, copied together. */
export function tableRows(
  table: Float32Array,
  rowLength: number,
  batchSize: number,
  { sampleIndex, order }: RunOrder,
): RowSource {
  const batch = new Float32Array(batchSize * rowLength);
  return {
    gather(first, rows) {
      for (let row = 0; row < rows; row++) {
        const from = (sampleIndex[order[first + row] ?? 0] ?? 0) * rowLength;
        for (let at = 0; at < rowLength; at++) batch[row * rowLength + at] = table[from + at] ?? 0;
      }
      return batch.subarray(0, rows * rowLength);
    },
  };
}

/**
 * A job's samples, in the order they are run. Nobody sees that order, as a batch job answers when it is done: so the passes
 * over the test images that share a shift come together, and each runs through the images as they are stored.
 */
export interface RunOrder {
  readonly sampleIndex: Int32Array;
  readonly shiftIndex: Uint8Array;
  /** The row of the job that is run as the n-th. */
  readonly order: Int32Array;
  /** How many of them belong to whole passes; the rest is run in the order of the job. */
  readonly wholePassRows: number;
}

export function runOrder({ sampleIndex, shiftIndex, count }: Workload, sampleCount: number): RunOrder {
  const passes = Math.floor(count / sampleCount);
  const wholePassRows = passes * sampleCount;
  const order = new Int32Array(count);
  for (let row = wholePassRows; row < count; row++) order[row] = row;
  let start = 0;
  for (let shift = 0; shift < SHIFTS.length; shift++) {
    for (let pass = 0; pass < passes; pass++) {
      const firstRow = pass * sampleCount;
      if (shiftIndex[firstRow] !== shift) continue;
      for (let row = firstRow; row < firstRow + sampleCount; row++) order[start + (sampleIndex[row] ?? 0)] = row;
      start += sampleCount;
    }
  }
  return { sampleIndex, shiftIndex, order, wholePassRows };
}

export interface EncodedImages {
  rows(run: RunOrder): RowSource;
}

/**
 * Test images, encoded once and moved once a shift, so that a batch of a whole pass is a view of memory that stays in the
 * processor's cache: copying row by row cost 8 % of the smallest model's time. One block of memory, for `copyWithin`:
 * room for a batch, the images, then the images moved by the current shift, with the first ones repeated at the end so that a
 * batch may run over it.
 */
export function encodeImages(pixels: Uint8Array, batchSize: number): EncodedImages {
  const count = pixels.length / IMAGE_PIXELS;
  const imagesAt = batchSize;
  const movedAt = batchSize + count;
  const memory = new Float32Array((movedAt + count + batchSize) * IMAGE_PIXELS);
  for (let index = 0; index < count; index++) {
    const image = pixels.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
    memory.set(encodeImage(image), (imagesAt + index) * IMAGE_PIXELS);
  }
  let movedBy = -1;
  const copy = (image: number, to: number, shift: number) =>
    copyShifted(memory, (imagesAt + image) * IMAGE_PIXELS, to * IMAGE_PIXELS, shift);
  const moveAll = (shift: number) => {
    if (movedBy === shift) return;
    for (let index = 0; index < count + batchSize; index++) copy(index % count, movedAt + index, shift);
    movedBy = shift;
  };
  return {
    rows({ sampleIndex, shiftIndex, order, wholePassRows }) {
      const shiftOf = (place: number) => shiftIndex[order[place] ?? 0] ?? 0;
      return {
        gather(first, rows) {
          const shift = shiftOf(first);
          if (first + rows <= wholePassRows && shiftOf(first + rows - 1) === shift) {
            moveAll(shift);
            const start = (movedAt + (first % count)) * IMAGE_PIXELS;
            return memory.subarray(start, start + rows * IMAGE_PIXELS);
          }
          for (let row = 0; row < rows; row++)
            copy(sampleIndex[order[first + row] ?? 0] ?? 0, row, shiftOf(first + row));
          return memory.subarray(0, rows * IMAGE_PIXELS);
        },
      };
    },
  };
}

/** The same values as `encodeImage(pixels, shift)`: the whole image moved in one go, then the uncovered edges blackened. */
function copyShifted(memory: Float32Array, from: number, to: number, shiftIndex: number): void {
  const { x, y } = SHIFTS[shiftIndex] ?? SHIFTS[0];
  const offset = y * IMAGE_SIDE + x;
  const lead = Math.max(offset, 0);
  const lag = Math.max(-offset, 0);
  memory.copyWithin(to + lead, from + lag, from + IMAGE_PIXELS - lead);
  if (offset === 0) return;
  const end = to + IMAGE_PIXELS;
  memory.fill(0, to, to + Math.max(lead, y * IMAGE_SIDE));
  memory.fill(0, end - Math.max(lag, -y * IMAGE_SIDE), end);
  if (x === 0) return;
  for (let pixel = to + (x > 0 ? 0 : IMAGE_SIDE - 1); pixel < end; pixel += IMAGE_SIDE) memory[pixel] = 0;
}
