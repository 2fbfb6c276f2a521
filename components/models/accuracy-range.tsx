import type { ModelVersion } from '@/lib/model/manifest';
import styles from './comparison-table.module.css';

type Accuracy = ModelVersion['accuracy'];

/** An interval as a bar, on one scale for all versions `among` which it is compared. The figures stand beside it. */
export function AccuracyRange({ accuracy, among }: { accuracy: Accuracy; among: readonly Accuracy[] }) {
  const low = Math.min(...among.map((each) => each.low));
  const high = Math.max(...among.map((each) => each.high));
  const position = (value: number) => 4 + (92 * (value - low)) / (high - low);
  return (
    <svg viewBox="0 0 100 12" className={styles.bar} aria-hidden="true">
      <path d="M0 6H100" stroke="var(--line)" />
      <path d={`M${position(accuracy.low)} 6H${position(accuracy.high)}`} stroke="currentcolor" strokeWidth="3" />
      <circle cx={position(accuracy.value)} cy="6" r="3.5" fill="currentcolor" />
    </svg>
  );
}
