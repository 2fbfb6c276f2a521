import { encodeImage } from '../model/image-classifier';
import { pixelsOf, type SampleSet } from '../model/samples';
import { stackRows, type Tensor } from '../model/tensor';
import { SHIFTS, type Workload } from '../workload/workload';

/** The encoded inputs of a workload: made once, before the clock starts, so every lane gets identical tensors. */
export interface PreparedInputs {
  /** @param items positions in the workload */
  batch(items: readonly number[]): Tensor;
}

const UNBATCHED_SHAPE = [1, 28, 28] as const;

export function prepareInputs(samples: SampleSet, workload: Workload): PreparedInputs {
  const rows = new Map<number, Float32Array>();
  const keyOf = (item: number) => (workload.sampleIndex[item] ?? 0) * SHIFTS.length + (workload.shiftIndex[item] ?? 0);
  for (let item = 0; item < workload.count; item++) {
    const key = keyOf(item);
    if (rows.has(key)) continue;
    const shift = SHIFTS[workload.shiftIndex[item] ?? 0] ?? SHIFTS[0];
    rows.set(key, encodeImage(pixelsOf(samples, workload.sampleIndex[item] ?? 0), shift));
  }
  return {
    batch: (items) =>
      stackRows(
        items.map((item) => rows.get(keyOf(item)) ?? new Float32Array(0)),
        UNBATCHED_SHAPE,
      ),
  };
}
