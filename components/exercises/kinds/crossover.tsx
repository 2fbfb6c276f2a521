import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { NumberEntry } from '@/components/exercises/inputs/number-entry';
import { ScaleRange } from '@/components/exercises/inputs/scale-range';
import { ScaleTicks } from '@/components/exercises/inputs/scale-ticks';
import { useValueWords } from '@/components/exercises/inputs/use-value-words';
import { Boxes } from '@/components/exercises/paper/boxes';
import { PaperAxis } from '@/components/exercises/paper/paper-axis';
import paper from '@/components/exercises/paper/print.module.css';
import styles from './crossover.module.css';
import { CurveNames } from './curve-names';
import { ScaleGrid } from './scale-grid';
import type { FieldProps, KindView, PaperProps } from './view';

/** Where two curves cross: a line to be put on an empty chart, a number, or never. */
function Field({ input: { x, y, curves, never }, draft, disabled, onChange }: FieldProps<'crossover'>) {
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
      <div dir="ltr">
        <p className={`${styles.side} pad-below-1`}>{t('crossover.upwards', { label: y.label })}</p>
        <div className={`${styles.plot} relative bg-card`}>
          <ScaleGrid scale={x} />
          <ScaleRange
            className={`${styles.line} m-0 full absolute pointer`}
            scale={x}
            value={at}
            label={t('crossover.slider', { label: x.label })}
            {...(draft.at === 'never' && { unplaced: never })}
            disabled={disabled}
            onChange={place}
          />
          <p
            id={noteId}
            className={`${styles.note} absolute pad-x-2 soft text-center bg-card`}
            data-invalid={isOutside || undefined}
          >
            {note()}
          </p>
        </div>
        <ScaleTicks scale={x} />
        <p className={`${styles.bottom} text-end`}>{t('crossover.onwards', { label: x.label })}</p>
      </div>
      <div className="row wrap between gap-y-3 gap-x-6">
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

function Paper({ input: { x, curves, never } }: PaperProps<'crossover'>) {
  const t = useTranslations('sets.print');
  return (
    <>
      <p className="soft small">{t('curves', { names: curves.map(({ text }) => text).join('; ') })}</p>
      <div className={paper.sketch} />
      <PaperAxis scale={x} label={x.label} />
      <p className={paper.blank}>{t('crossSentence', { label: x.label })}</p>
      <Boxes options={[{ id: 'never', text: never }]} />
    </>
  );
}

export const crossover: KindView<'crossover'> = {
  Field,
  Paper,
  never: (input) => input.never,
  note: (_, { at }, _words, near) => (at === null ? '' : near),
};
