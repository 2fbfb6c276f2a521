import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { ScaleEntry } from '@/components/exercises/inputs/scale-entry';
import { PaperAxis } from '@/components/exercises/paper/paper-axis';
import paper from '@/components/exercises/paper/print.module.css';
import type { FieldProps, KindView, PaperProps } from './view';

/** The highest load within a limit. */
function Field({ input: { least, most }, draft, disabled, onChange }: FieldProps<'load'>) {
  const t = useTranslations('prediction.load');
  return (
    <ScaleEntry
      scale={{ unit: 'rate', kind: 'log', least, most }}
      value={draft.perSecond}
      sliderLabel={t('slider')}
      numberLabel={t('number')}
      disabled={disabled}
      sentence={(number) => t.rich('sentence', { number })}
      onChange={(perSecond) => onChange({ ...draft, perSecond })}
    />
  );
}

function Paper({ input: { least, most }, question }: PaperProps<'load'>) {
  const t = useTranslations('sets.print');
  const figures = useFigures();
  return (
    <>
      <p className={paper.blank}>{t('rateSentence', { least: figures.rate(least), most: figures.rate(most) })}</p>
      <PaperAxis scale={{ unit: 'rate', kind: 'log', least, most }} label={question} />
    </>
  );
}

export const load: KindView<'load'> = {
  Field,
  Paper,
  note: (_, _given, { t }, near) => `${t('note.load')} ${near}`,
  measured({ value, low, high }, { t, amounts }) {
    const inWords = (rate: number) => amounts.measured({ unit: 'rate' }, rate);
    return low < high ? t('range', { low: amounts.tick('rate', low), high: inWords(high) }) : inWords(value);
  },
};
