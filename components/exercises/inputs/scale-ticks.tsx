import type { CSSProperties } from 'react';
import type { Scale } from '@/lib/exercises/scale';
import { positionOf, ticksOf } from '@/lib/exercises/scale';
import styles from './scale-ticks.module.css';
import { useValueWords } from './use-value-words';

/** The marks and labels of a scale, below its line. For the eye: a handle says its value itself. */
export function ScaleTicks({ scale }: { readonly scale: Scale }) {
  const words = useValueWords(scale.unit, 'tick');
  return (
    <div className={styles.ticks} aria-hidden="true">
      {ticksOf(scale).map(({ value, labelled }) => (
        <span
          key={value}
          className={`${styles.tick} flex centred absolute pad-above-2 soft figures nowrap leading-calm`}
          data-labelled={labelled || undefined}
          style={{ '--at': positionOf(scale, value) } as CSSProperties}
        >
          {labelled && words(value)}
        </span>
      ))}
    </div>
  );
}
