import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import type { Scale } from '@/lib/exercises/scale';
import { NumberEntry } from './number-entry';
import styles from './scale-entry.module.css';
import { ScaleRange } from './scale-range';
import { ScaleTicks } from './scale-ticks';
import { useValueWords } from './use-value-words';

interface ScaleEntryProps {
  readonly scale: Scale;
  readonly value: number | null;
  /** Names of the two ways to say it. */
  readonly sliderLabel: string;
  readonly numberLabel: string;
  readonly disabled: boolean;
  readonly hasUnit?: boolean;
  /** The sentence the number stands in. */
  sentence(number: () => ReactNode): ReactNode;
  /** What a number means, where the sentence does not say enough. */
  meaning?(value: number): string;
  onChange(value: number | null): void;
}

/** A number within a sentence, and a handle on a scale below it: two ways to say the same. */
export function ScaleEntry({
  scale,
  value,
  sliderLabel,
  numberLabel,
  disabled,
  hasUnit = false,
  sentence,
  meaning,
  onChange,
}: ScaleEntryProps) {
  const t = useTranslations('prediction.slider');
  const words = useValueWords(scale.unit);
  const noteId = useId();
  const isOutside = value !== null && (value < scale.least || value > scale.most);
  const note = () => {
    if (isOutside) return t('range', { least: words(scale.least), most: words(scale.most) });
    if (value === null) return disabled ? '' : t('hint');
    return meaning?.(value) ?? '';
  };
  return (
    <div className={styles.entry}>
      <p className={`${styles.sentence} larger regular`}>
        {sentence(() => (
          <NumberEntry
            scale={scale}
            value={value}
            label={numberLabel}
            describedBy={noteId}
            disabled={disabled}
            hasUnit={hasUnit}
            onChange={onChange}
          />
        ))}
      </p>
      <div>
        <ScaleRange
          className={`${styles.range} m-0 block full pointer`}
          scale={scale}
          value={value}
          label={sliderLabel}
          disabled={disabled}
          onChange={onChange}
        />
        <ScaleTicks scale={scale} />
      </div>
      <p
        id={noteId}
        className={`${styles.note} one-line soft`}
        hidden={disabled && !meaning}
        data-invalid={isOutside || undefined}
      >
        {note()}
      </p>
    </div>
  );
}
