import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { enteredOf, entryUnitOf, valueOfEntry } from '@/lib/exercises/entry-unit';
import type { Scale } from '@/lib/exercises/scale';
import styles from './number-entry.module.css';
import { scaleKeys } from './scale-keys';

interface NumberEntryProps {
  readonly scale: Scale;
  /** `null`: nothing entered. May be outside the scale. */
  readonly value: number | null;
  readonly label: string;
  /** Where it is said what the number means or what is wrong with it. */
  readonly describedBy: string;
  readonly disabled: boolean;
  readonly hasUnit?: boolean;
  onChange(value: number | null): void;
}

/** A number within a sentence, to be typed exactly; takes effect as it is typed. */
export function NumberEntry({
  scale,
  value,
  label,
  describedBy,
  disabled,
  hasUnit = false,
  onChange,
}: NumberEntryProps) {
  const t = useTranslations('prediction');
  const format = useFormatter();
  const unit = entryUnitOf(scale);
  const parsed = (text: string) => (text === '' ? null : valueOfEntry(Number(text), unit));
  const written = value === null ? '' : String(enteredOf(value, unit));
  // What is being typed stays as it is ("0.", "1e") as long as it means the value.
  const [text, setText] = useState(written);
  const shown = parsed(text) === value ? text : written;
  const unitWords = hasUnit && unit.id !== 'count' ? t(`unit.${unit.id}`) : null;
  const words = unitWords && <span aria-hidden={!disabled}>{unitWords}</span>;
  if (disabled && value !== null)
    return (
      <span className={`${styles.entry} inline-flex baseline gap-1 nowrap`} data-unit={unit.id}>
        <strong className="bolder figures">
          {format.number(enteredOf(value, unit), { maximumSignificantDigits: 12 })}
        </strong>
        {words}
      </span>
    );
  return (
    <span className={`${styles.entry} inline-flex baseline gap-1 nowrap`} data-unit={unit.id}>
      <input
        type="number"
        inputMode="decimal"
        step="any"
        autoComplete="off"
        className={`${styles.number} target pad-y-0 pad-x-2 ink bolder figures text-center bg-sunken no-border`}
        style={{ inlineSize: `${Math.max(3, shown.length + 1)}ch` }}
        placeholder={t('slider.unknown')}
        aria-label={unitWords ? `${label}, ${unitWords}` : label}
        aria-invalid={value !== null && (value < scale.least || value > scale.most)}
        aria-describedby={describedBy}
        readOnly={disabled}
        value={shown}
        onChange={(event) => {
          setText(event.target.value);
          const next = parsed(event.target.value);
          onChange(next !== null && Number.isFinite(next) ? next : null);
        }}
        onKeyDown={scaleKeys({ scale, value, onlyVertical: true, onChange })}
      />
      {words}
    </span>
  );
}
