import { useTranslations } from 'next-intl';
import { useId } from 'react';
import styles from './crossover-field.module.css';
import { CurveNames } from './curve-names';
import type { FieldProps } from './field-props';
import { NumberEntry } from './number-entry';
import { ScaleGrid } from './scale-grid';
import { ScaleRange } from './scale-range';
import { ScaleTicks } from './scale-ticks';
import { useValueWords } from './use-value-words';

/** Where two curves cross: a line to be put on an empty chart, a number, or never. */
export function CrossoverField({ input: { x, y, curves, never }, draft, disabled, onChange }: FieldProps<'crossover'>) {
  const t = useTranslations('prediction');
  const words = useValueWords(x.unit);
  const noteId = useId();
  const at = draft.at === 'never' ? null : draft.at;
  const isOutside = at !== null && (at < x.least || at > x.most);
  const place = (value: number | null) => onChange({ ...draft, at: value });
  const note = () => {
    if (isOutside) return t('slider.range', { least: words(x.least), most: words(x.most) });
    return draft.at === null && !disabled ? t('crossover.hint') : '';
  };
  return (
    <div className={styles.crossover}>
      <CurveNames curves={curves} />
      <div className={styles.chart} dir="ltr">
        <p className={styles.side}>{t('crossover.upwards', { label: y.label })}</p>
        <div className={styles.plot}>
          <ScaleGrid scale={x} />
          <ScaleRange
            className={styles.line}
            scale={x}
            value={at}
            label={t('crossover.slider', { label: x.label })}
            {...(draft.at === 'never' && { unplaced: never })}
            disabled={disabled}
            onChange={place}
          />
          <p id={noteId} className={styles.note} data-invalid={isOutside || undefined}>
            {note()}
          </p>
        </div>
        <ScaleTicks scale={x} />
        <p className={styles.bottom}>{t('crossover.onwards', { label: x.label })}</p>
      </div>
      <div className={styles.words}>
        {!(disabled && draft.at === 'never') && (
          <p className={styles.sentence}>
            {t.rich('crossover.sentence', {
              number: () => (
                <NumberEntry
                  scale={x}
                  value={at}
                  label={t('crossover.number', { label: x.label })}
                  describedBy={noteId}
                  disabled={disabled}
                  hasUnit
                  onChange={place}
                />
              ),
            })}
          </p>
        )}
        {!(disabled && at !== null) && (
          <label className={styles.never}>
            <input
              type="checkbox"
              checked={draft.at === 'never'}
              disabled={disabled}
              onChange={({ target }) => onChange({ ...draft, at: target.checked ? 'never' : null })}
            />
            <span>{never}</span>
          </label>
        )}
      </div>
    </div>
  );
}
