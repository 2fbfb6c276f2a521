import { useTranslations } from 'next-intl';
import type { FieldProps } from './field-props';
import { ScaleEntry } from './scale-entry';

/** The highest load within a limit. */
export function LoadField({ input: { least, most }, draft, disabled, onChange }: FieldProps<'load'>) {
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
