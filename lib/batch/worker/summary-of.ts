import type { JobSummary } from '../../wire/job-schema';
import { NO_LABEL } from '../rows/row-block';

/**
 * @param outputs `[rows, classes]`; the most probable class counts, and the first wins a tie
 * @param classes 0 of a model that answers with a value: there is nothing to count
 */
export function summaryOf(outputs: Float32Array, classes: number, labels: Uint8Array | null): JobSummary {
  const classCounts = Array.from({ length: classes }, () => 0);
  const rows = classes === 0 ? 0 : outputs.length / classes;
  let labelled = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const first = row * classes;
    let best = first;
    for (let at = first + 1; at < first + classes; at++) if ((outputs[at] ?? 0) > (outputs[best] ?? 0)) best = at;
    const predicted = best - first;
    classCounts[predicted] = (classCounts[predicted] ?? 0) + 1;
    const label = labels?.[row] ?? NO_LABEL;
    if (label === NO_LABEL) continue;
    labelled += 1;
    if (label === predicted) correct += 1;
  }
  return { classCounts, labelled, correct };
}
