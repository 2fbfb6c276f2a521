import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { ScaleEntry } from '@/components/exercises/inputs/scale-entry';
import { PaperAxis } from '@/components/exercises/paper/paper-axis';
import paper from '@/components/exercises/paper/print.module.css';
import { drawnPair } from '@/lib/exercises/drawing/ratio-panels';
import { watchedOf } from '@/lib/exercises/watched';
import type { FieldProps, KindView, PaperProps } from './view';

/** How many times the one is the other. */
function Field({ input, draft, disabled, onChange }: FieldProps<'ratio'>) {
  const t = useTranslations('prediction.ratio');
  const figures = useFigures();
  const { least, most, above, below } = input;
  const meaning = (ratio: number) => {
    if (ratio === 1) return t('same');
    return ratio > 1 ? t('larger', { above }) : t('smaller', { above, below, factor: figures.rate(1 / ratio) });
  };
  return (
    <ScaleEntry
      scale={{ unit: 'ratio', kind: 'log', least, most }}
      value={draft.ratio}
      sliderLabel={t('slider', { above, below })}
      numberLabel={t('number', { above, below })}
      disabled={disabled}
      sentence={(number) => t.rich('sentence', { above, below, number })}
      meaning={meaning}
      onChange={(ratio) => onChange({ ...draft, ratio })}
    />
  );
}

function Paper({ input: { least, most, above, below } }: PaperProps<'ratio'>) {
  const t = useTranslations('sets.print');
  return (
    <>
      <p className={paper.blank}>{t('timesSentence', { above, below })}</p>
      <PaperAxis scale={{ unit: 'ratio', kind: 'log', least, most }} label={above} />
    </>
  );
}

export const ratio: KindView<'ratio'> = {
  Field,
  Paper,
  note: (exercise, _given, { t }, near) =>
    drawnPair(watchedOf(exercise, []), exercise.key.rule)
      ? `${t('note.ratio', { above: exercise.ask.input.above })} ${near}`
      : near,
  asked({ above, below }, { t }) {
    const words = t('quotient', { above, below });
    return words.charAt(0).toLocaleUpperCase() + words.slice(1);
  },
};
