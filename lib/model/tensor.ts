/** A dense row-major tensor of 32-bit floats: the only kind the models here take and give. */
export interface Tensor {
  /** Sizes, outermost first; `shape[0]` is the batch. */
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Stacks equally shaped rows into one tensor of shape `[rows.length, ...rowShape]`. */
export function stackRows(rows: readonly Float32Array[], rowShape: readonly number[]): Tensor {
  const length = elementCount(rowShape);
  const data = new Float32Array(rows.length * length);
  rows.forEach((row, index) => {
    data.set(row, index * length);
  });
  return { shape: [rows.length, ...rowShape], data };
}

/** The `index`-th row of a batch, as a view (no copy). */
export function rowOf(tensor: Tensor, index: number): Float32Array {
  const length = elementCount(tensor.shape.slice(1));
  return tensor.data.subarray(index * length, (index + 1) * length);
}

/** Largest absolute difference between two tensors; `Infinity` if their sizes differ or a value is not a number. */
export function largestDifference(left: Tensor, right: Tensor): number {
  if (left.data.length !== right.data.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < left.data.length; index++) {
    const difference = Math.abs((left.data[index] ?? Number.NaN) - (right.data[index] ?? Number.NaN));
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
    if (difference > largest) largest = difference;
  }
  return largest;
}
