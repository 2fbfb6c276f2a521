import { useTranslations } from 'next-intl';
import { ScaleEntry } from '@/components/exercises/inputs/scale-entry';
import { PaperAxis } from '@/components/exercises/paper/paper-axis';
import paper from '@/components/exercises/paper/print.module.css';
import type { FieldProps, KindView, PaperProps } from './view';

/** A number on a scale. */
function Field({ input: { scale, label }, draft, disabled, onChange }: FieldProps<'numeric'>) {
  return (
    <ScaleEntry
      scale={scale}
      value={draft.value}
      sliderLabel={label}
      numberLabel={label}
      disabled={disabled}
      hasUnit
      sentence={(number) => (
        <>
          {label} {number()}
        </>
      )}
      onChange={(value) => onChange({ ...draft, value })}
    />
  );
}

function Paper({ input: { scale, label } }: PaperProps<'numeric'>) {
  const t = useTranslations('sets.print');
  return (
    <>
      <p className={paper.blank}>{t('numberSentence', { label })}</p>
      <PaperAxis scale={scale} label={label} />
    </>
  );
}

export const numeric: KindView<'numeric'> = {
  Field,
  Paper,
  note: (_, _given, _words, near) => near,
  asked: ({ label }) => label,
};
