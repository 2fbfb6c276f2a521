import type { JobState } from '@/lib/wire/batch-system';
import styles from './state-mark.module.css';

/** A sign for the state of a job, by shape: beside its word, never alone. */
export function StateMark({ state }: { state: JobState }) {
  return (
    <svg viewBox="0 0 16 16" className={styles.mark} data-state={state} aria-hidden="true">
      <path d={SHAPES[state]} />
    </svg>
  );
}

const SHAPES: Readonly<Record<JobState, string>> = {
  // Hollow square, triangle, two bars, tick, tick with a dot, cross, dash.
  queued: 'M2.5 2.5h11v11h-11z',
  running: 'M4 2l9 6-9 6z',
  paused: 'M4 2.5v11M12 2.5v11',
  completed: 'M2 8.5l4 4.5 8-10',
  'completed-with-errors': 'M1.5 8.5l3.5 4 6.5-9M14 11v3',
  failed: 'M3 3l10 10M3 13L13 3',
  cancelled: 'M2 8h12',
};
