import { studentT975 } from '../../measure/student-t';

export function batchMeans(values: Float64Array): { readonly low: number; readonly high: number } | null {
  const batches = 20;
  const size = Math.floor(values.length / batches);
  if (size < 10) return null;
  const means = Array.from({ length: batches }, (_, batch) => {
    let sum = 0;
    for (let index = batch * size; index < (batch + 1) * size; index++) sum += values[index] as number;
    return sum / size;
  });
  const mean = means.reduce((sum, one) => sum + one, 0) / batches;
  const variance = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (batches - 1);
  const half = studentT975(batches - 1) * Math.sqrt(variance / batches);
  return { low: mean - half, high: mean + half };
}
