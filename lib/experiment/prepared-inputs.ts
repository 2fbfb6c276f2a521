import { encodeSample, sampleShape } from '../model/encode-sample';
import type { SampleSet } from '../model/samples';
import { stackRows, type Tensor } from '../model/tensor';
import { SHIFTS, type Workload } from '../workload/workload';

/** The encoded inputs of a workload: made once, before the clock starts, so every lane gets identical tensors. */
export interface PreparedInputs {
  /** @param items positions in the workload */
  batch(items: readonly number[]): Tensor;
}

export function prepareInputs(samples: SampleSet, workload: Workload): PreparedInputs {
  const rowShape = sampleShape(samples);
  const singleShape = [1, ...rowShape];
  const rows = new Map<number, Float32Array>();
  const keyOf = (item: number) => (workload.sampleIndex[item] ?? 0) * SHIFTS.length + (workload.shiftIndex[item] ?? 0);
  for (let item = 0; item < workload.count; item++) {
    const key = keyOf(item);
    if (rows.has(key)) continue;
    const shift = SHIFTS[workload.shiftIndex[item] ?? 0] ?? SHIFTS[0];
    rows.set(key, encodeSample(samples, workload.sampleIndex[item] ?? 0, shift));
  }
  const rowOfItem = (item: number) => rows.get(keyOf(item)) ?? new Float32Array(0);
  return {
    batch(items) {
      const [first] = items;
      // One item needs no copy: no engine writes to its inputs.
      if (items.length === 1 && first !== undefined) return { shape: singleShape, data: rowOfItem(first) };
      return stackRows(items.map(rowOfItem), rowShape);
    },
  };
}
