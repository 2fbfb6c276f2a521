import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { SampleRun } from '@/lib/lesson/explainer/trace';
import { SAMPLE, type Source } from './use-source';

interface SourceNoteProps {
  readonly source: Source;
  readonly sample: SampleRun;
  readonly moment: (startedAt: string) => string;
}

/** Where what is played comes from, and what of it is drawn for the eye. */
export function SourceNote({ source, sample, moment }: SourceNoteProps) {
  const t = useTranslations('explainer.note');
  const { count } = useFigures();
  const { story, runId, runs, trace, unanswered, state } = source;
  if (state === 'loading')
    return (
      <p className="above-2 below-2 measure soft small" role="status">
        {t('loading')}
      </p>
    );
  const { shownCount, runCount } = trace;
  if (story === 'how') return <p className="above-2 below-2 measure soft small">{t('how', { count: runCount })}</p>;
  const run = runs?.find(({ id }) => id === runId);
  const sentences = [
    runId === SAMPLE
      ? t('sample', { machine: sample.machine, when: moment(sample.startedAt) })
      : t('own', { when: run ? moment(run.startedAt) : '' }),
    ...(shownCount < runCount ? [t('window', { shown: count(shownCount), count: count(runCount) })] : []),
    ...(unanswered > 0 ? [t('unanswered', { count: unanswered })] : []),
  ];
  return (
    <>
      {state === 'problem' && (
        <p className="above-2 invalid small" role="alert">
          {t('problem')}
        </p>
      )}
      <p className="above-2 below-2 measure soft small">{sentences.join(' ')}</p>
    </>
  );
}
