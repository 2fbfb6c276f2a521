import { Progress } from '@mantine/core';
import styles from './progress-line.module.css';

interface ProgressLineProps {
  readonly label: string;
  /** 0..1 */
  readonly share: number;
  /** Does not move at the moment. */
  readonly still?: boolean;
  readonly size?: 'small' | 'large';
}

/** How much of something is done. */
export function ProgressLine({ label, share, still = false, size = 'small' }: ProgressLineProps) {
  return (
    <Progress
      className={styles.line}
      data-still={still}
      value={Math.min(100, Math.max(0, share * 100))}
      aria-label={label}
      size={size === 'small' ? 8 : 14}
      radius="xs"
      color="var(--batch)"
      striped={still}
      transitionDuration={0}
    />
  );
}
