import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { DeckCard } from '@/lib/lesson/cards/deck';
import { LEECH_LAPSES } from '@/lib/lesson/cards/queue';
import { countsOf, MASTERED_DAYS, retentionOf } from '@/lib/lesson/cards/statistics';
import type { CardRecords } from '@/lib/lesson/cards/stored';
import styles from './part.module.css';

const SHOWN = ['new', 'learning', 'review', 'mastered', 'suspended', 'leeches'] as const;

interface StandingProps {
  readonly deck: readonly DeckCard[];
  readonly records: CardRecords;
  readonly nowMs: number;
}

/** How many cards stand where, and how much was recalled. */
export function Standing({ deck, records, nowMs }: StandingProps) {
  const t = useTranslations('cards.standing');
  const figures = useFigures();
  const counts = countsOf(deck);
  const { share, reviews } = retentionOf(records.reviews, nowMs);
  const aim = figures.share(records.settings.desiredRetention);
  return (
    <section
      className={`${styles.part} grid from-top gap-3 pad-above-6 narrow line-above`}
      aria-labelledby="standing-title"
    >
      <h2 className="large" id="standing-title">
        {t('title')}
      </h2>
      <dl className={`${styles.counts} grid gap-y-3 gap-x-6`}>
        {SHOWN.map((id) => (
          <div key={id}>
            <dt className="soft small">{t(id)}</dt>
            <dd className="larger bold figures leading-tight">{figures.count(counts[id])}</dd>
          </div>
        ))}
      </dl>
      <p>
        {share === null
          ? t('retentionNone', { aim })
          : t('retention', { count: reviews, share: figures.share(share), aim })}
      </p>
      <p className="measure soft small">{t('explain', { days: MASTERED_DAYS, lapses: LEECH_LAPSES })}</p>
    </section>
  );
}
