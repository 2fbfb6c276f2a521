import { studentT975 } from '../../measure/student-t';

export function replicationInterval(means: readonly number[]): { readonly low: number; readonly high: number } | null {
  if (means.length < 2) return null;
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
  const variance = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1);
  const half = studentT975(means.length - 1) * Math.sqrt(variance / means.length);
  return { low: mean - half, high: mean + half };
}
