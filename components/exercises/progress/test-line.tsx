import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { MASTERY_SHARE } from '@/lib/exercises/practice/mastery';
import type { TestEntry } from '@/lib/exercises/progress/history';
import { EntryFrame } from './entry-frame';

/** A title names so many concepts. */
const MOST_NAMES = 3;

/** A practice test. */
export function TestLine({ entry, time }: { readonly entry: TestEntry; readonly time: string }) {
  const t = useTranslations('progress.history');
  const names = useTranslations('exercises.concepts');
  const format = useFormatter();
  const figures = useFigures();
  const { concepts, right, answered, asked, confidence, isFinished, isLatest } = entry;
  const missing = Math.max(0, (asked ?? answered) - answered);
  const share = answered === 0 ? 0 : right / answered;
  const isOver = asked === null || isFinished;
  return (
    <EntryFrame
      kind={t('kind.test')}
      time={time}
      title={
        concepts.length > MOST_NAMES
          ? t('testMany', { count: concepts.length })
          : t('test', { concepts: format.list(concepts.map((concept) => names(concept))) })
      }
      // The page shows the results of the latest; of the others it leads to the next test.
      href={isLatest ? '/exercises/test#results' : '/exercises/test'}
      state={!isOver ? 'begun' : share >= MASTERY_SHARE ? 'right' : share > 0 ? 'partly' : 'not'}
      verdict={isOver ? t('tally', { right, answered }) : t('verdict.open')}
      facts={[
        ...(isOver ? [] : [t('tally', { right, answered })]),
        ...(missing > 0 ? [t('unanswered', { count: missing })] : []),
        ...(confidence === null ? [] : [t('sureMean', { share: figures.share(confidence) })]),
      ]}
    />
  );
}
