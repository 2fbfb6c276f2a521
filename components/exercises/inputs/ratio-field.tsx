import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { FieldProps } from './field-props';
import { ScaleEntry } from './scale-entry';

/** How many times the one is the other. */
export function RatioField({ input, draft, disabled, onChange }: FieldProps<'ratio'>) {
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
