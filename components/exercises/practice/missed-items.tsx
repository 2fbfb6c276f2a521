import { useTranslations } from 'next-intl';
import type { ItemAnswer } from '@/lib/exercises/answers';
import type { ItemAsk } from '@/lib/exercises/practice/item-ask';
import { MakeCards } from './make-cards';
import { MissedItem } from './missed-item';
import styles from './missed-items.module.css';

interface MissedItemsProps {
  readonly missed: readonly ItemAsk[];
  readonly answers: ReadonlyMap<string, ItemAnswer>;
  /** How many questions were answered at all. */
  readonly answered: number;
}

/** The questions that were not answered rightly, each to be read again, all to become flash cards. */
export function MissedItems({ missed, answers, answered }: MissedItemsProps) {
  const t = useTranslations('practice.results');
  if (answered === 0) return null;
  return (
    <section aria-labelledby="practice-missed" className={`${styles.missed} narrow`}>
      <h3 className="larger" id="practice-missed">
        {t('missed')}
      </h3>
      {missed.length === 0 ? (
        <p className="soft small">{t('missedNone')}</p>
      ) : (
        <>
          <p className="soft small">{t('missedNote')}</p>
          <ul>
            {missed.map((ask) => {
              const answer = answers.get(ask.id);
              return answer && <MissedItem key={ask.id} ask={ask} answer={answer} />;
            })}
          </ul>
          <MakeCards items={missed.map(({ id }) => id)} />
        </>
      )}
    </section>
  );
}
