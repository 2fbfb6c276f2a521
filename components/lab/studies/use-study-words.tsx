import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { useFigures } from '@/components/charts/format';
import { useModelWords } from '@/components/words/use-model-words';
import type { StudyStep } from '@/lib/lab/studies/study-state';
import type { StudyFinding, StudyValue } from '@/lib/lab/studies/study-words';

export interface StudyWords {
  finding(finding: StudyFinding): ReactNode;
  /** As `finding`, to be read out. */
  spoken(finding: StudyFinding): string;
  reason(finding: StudyFinding): string;
  step(step: StudyStep): string;
}

/** Computed sentences put into words. */
export function useStudyWords(): StudyWords {
  const t = useTranslations('studies');
  const modes = useTranslations('modes');
  const figures = useFigures();
  const format = useFormatter();
  const { version } = useModelWords();
  return useMemo(() => {
    const inWords = (value: StudyValue): string => {
      if (value.kind === 'lane') return modes(`${value.lane}.name`);
      if (value.kind === 'version') return version(value.versionId);
      if (value.kind === 'list') return format.list(value.items.map(inWords), { type: 'conjunction' });
      return value.kind === 'text' ? value.text : figures[value.kind](value.value);
    };
    const valuesOf = ({ lane, values }: StudyFinding) => ({
      ...(lane && { lane: modes(`${lane}.name`) }),
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inWords(value)])),
    });
    return {
      finding: (finding) =>
        t.rich(
          `findings.${finding.id}` as never,
          {
            ...valuesOf(finding),
            b: (chunks: ReactNode) => <strong>{chunks}</strong>,
          } as never,
        ),
      spoken: (finding) =>
        t.markup(`findings.${finding.id}` as never, { ...valuesOf(finding), b: (chunks: string) => chunks } as never),
      reason: (finding) => t(`validity.${finding.id}` as never, valuesOf(finding) as never),
      step: ({ id, lane, values }) =>
        t(`steps.${id}`, {
          ...values,
          ...(typeof values.version === 'string' && { version: version(values.version) }),
          lane: lane ? modes(`${lane}.name`) : '',
        } as never),
    };
  }, [t, modes, figures, format, version]);
}
