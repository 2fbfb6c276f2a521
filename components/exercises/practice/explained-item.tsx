import { useFormatter, useTranslations } from 'next-intl';
import type { TestItem } from '@/lib/exercises/content';
import { isRight } from '@/lib/exercises/practice/grade-item';
import { ExplainedChoices } from './explained-choices';
import { ExplainedNumber } from './explained-number';

interface ExplainedItemProps {
  readonly item: TestItem;
  readonly given: number;
  /** How sure the learner was, 0..1. */
  readonly confidence: number;
}

/** What is right about an item and why, what was answered, and how sure that was. */
export function ExplainedItem({ item, given, confidence }: ExplainedItemProps) {
  const t = useTranslations('exercises.play.explain.confidence');
  const format = useFormatter();
  const isSure = confidence > 0.6;
  const suits = isRight(item, given) ? (isSure ? 'good' : 'under') : isSure ? 'over' : 'even';
  return (
    <div className="grid gap-4 measure">
      {item.kind === 'choice' ? (
        <ExplainedChoices item={item} given={given} />
      ) : (
        <ExplainedNumber item={item} given={given} />
      )}
      <p className="soft small">{t(suits, { share: format.number(confidence, { style: 'percent' }) })}</p>
    </div>
  );
}
