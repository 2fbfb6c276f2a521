import type { CSSProperties } from 'react';
import { positionOf, type Scale, ticksOf } from '@/lib/exercises/scale';
import styles from './crossover.module.css';

/** Upright lines at the labelled marks of a scale. */
export function ScaleGrid({ scale }: { readonly scale: Scale }) {
  return (
    <div className={styles.grid} aria-hidden="true">
      {ticksOf(scale)
        .filter(({ labelled }) => labelled)
        .map(({ value }) => (
          <span key={value} style={{ '--at': positionOf(scale, value) } as CSSProperties} />
        ))}
    </div>
  );
}
