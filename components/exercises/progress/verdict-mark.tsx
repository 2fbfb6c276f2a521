import type { ExerciseState } from '@/lib/exercises/exercise-state';
import styles from './verdict-mark.module.css';

/** The fuller, the better: right is full, partly right half full, not right a ring, without a grade a ring around a dot, begun a broken ring, not done a dot. */
export function VerdictMark({ state }: { readonly state: ExerciseState }) {
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" aria-hidden="true">
      <VerdictShape state={state} radius={6} x={8} y={8} strokePx={1.75} />
    </svg>
  );
}

interface VerdictShapeProps {
  readonly state: ExerciseState;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly strokePx: number;
}

/** The mark within a drawing. Attributes, not classes: a saved SVG must look the same. */
export function VerdictShape({ state, x, y, radius, strokePx }: VerdictShapeProps) {
  const dot = <circle cx={x} cy={y} r={radius / 3} fill="var(--control-line)" />;
  if (state === 'new') return dot;
  const ring = (
    <circle
      cx={x}
      cy={y}
      r={radius}
      fill={state === 'right' ? 'var(--ink)' : 'var(--card)'}
      stroke="var(--ink)"
      strokeWidth={strokePx}
      {...(state === 'begun' && { strokeDasharray: `${radius * 0.7} ${radius * 0.55}` })}
    />
  );
  if (state !== 'partly' && state !== 'told') return ring;
  return (
    <>
      {ring}
      {state === 'told' ? (
        dot
      ) : (
        <path d={`M${x} ${y - radius}a${radius} ${radius} 0 0 0 0 ${radius * 2}z`} fill="var(--ink)" />
      )}
    </>
  );
}
