import type { Workload } from '../workload/workload';

/** The right class of every item of a workload. Empty when the samples have no labels (a drawn digit). */
export function itemLabels(workload: Workload, sampleLabels: Uint8Array): Uint8Array {
  if (sampleLabels.length === 0) return sampleLabels;
  return Uint8Array.from(workload.sampleIndex, (sample) => sampleLabels[sample] ?? 0);
}
