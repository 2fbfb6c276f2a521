import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import type { FetchedKey } from '@/components/shell/use-key';
import type { StoredTest } from '@/lib/exercises/answers';
import type { TestItem } from '@/lib/exercises/content';
import { isRight } from '@/lib/exercises/practice/grade-item';
import type { ItemAsk } from '@/lib/exercises/practice/item-ask';
import type { Sitting } from '@/lib/exercises/practice/sitting';
import { AnswerForm } from './answer-form';
import { ExplainedItem } from './explained-item';
import { FinishEarly } from './finish-early';
import styles from './question-view.module.css';
import type { Practice } from './use-practice';

interface QuestionViewProps {
  readonly sitting: Sitting;
  readonly ask: ItemAsk;
  /** The answer to it, once it cannot be changed. */
  readonly locked: StoredTest['locked'];
  readonly itemKey: FetchedKey<TestItem>;
  readonly practice: Practice;
}

/** The question that is up; once it is answered, its explanation. */
export function QuestionView({ sitting, ask, locked, itemKey, practice }: QuestionViewProps) {
  const t = useTranslations('practice.question');
  const explained = useTranslations('practice.explained');
  const concepts = useTranslations('exercises.concepts');
  const id = useId();
  const { items, answers, place, test } = sitting;
  const { phase, key } = itemKey;
  // The one that is up has an answer already once its explanation is there.
  const left = items.filter((item) => !answers.has(item.id) && !(key && item.id === ask.id)).length;
  const right = key && locked ? isRight(key, locked.given) : null;
  return (
    <>
      <article className={styles.question} aria-labelledby={`${id}-stem`}>
        <div className={`${styles.progress} flex gap-1 below-3`} aria-hidden="true">
          {items.map((item, index) => (
            <span key={item.id} data-over={index < place || undefined} data-up={index === place || undefined} />
          ))}
        </div>
        <p className="flex wrap between gap-y-0 gap-x-6 soft small">
          <span>{t('label', { number: place + 1, count: items.length })}</span>
          <span>{t('about', { concept: concepts(ask.concept), level: t(`levels.${ask.level}`) })}</span>
        </p>
        <h2
          id={`${id}-stem`}
          className={`${styles.stem} above-3 below-5 measure large bold leading-snug`}
          tabIndex={-1}
          {...(!locked && { 'data-lead': '' })}
        >
          {ask.stem}
        </h2>
        {!locked && (
          <AnswerForm
            key={`${test.id} ${ask.id}`}
            ask={ask}
            test={test}
            stemId={`${id}-stem`}
            onAnswer={(given, confidence) => practice.lock(ask.id, given, confidence)}
          />
        )}
        {phase === 'locked' && (
          <p className={styles.wait} role="status" tabIndex={-1} data-lead="">
            {t('locked')}
          </p>
        )}
        {phase === 'failed' && (
          <Notice tabIndex={-1} data-lead="">
            <p>{t('failed')}</p>
            <Button onClick={itemKey.retry}>{t('retry')}</Button>
          </Notice>
        )}
        {locked && key && (
          <div className="grid justify-start one-column gap-4">
            <p
              className={`${styles.verdict} larger bolder leading-tight`}
              tabIndex={-1}
              data-lead=""
              data-right={right}
            >
              {explained(right ? 'right' : 'wrong')}
            </p>
            <ExplainedItem item={key} given={locked.given} confidence={locked.confidence} />
            <Button look="go" className="wide-on-phones" onClick={() => practice.goOn(ask.id)}>
              {t(left > 0 ? 'next' : 'end')}
            </Button>
          </div>
        )}
      </article>
      {left > 0 && (!locked || key) && <FinishEarly key={ask.id} left={left} onFinish={practice.finish} />}
    </>
  );
}
