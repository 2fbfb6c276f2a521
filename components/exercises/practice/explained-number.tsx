import { useTranslations } from 'next-intl';
import type { NumericItem } from '@/lib/exercises/content';
import { trapOf } from '@/lib/exercises/practice/grade-item';
import styles from './explained-item.module.css';
import { useAmount } from './use-amount';

/** The number that is right, how it comes about, and the mistakes that lead to others: the one that was made first. */
export function ExplainedNumber({ item, given }: { readonly item: NumericItem; readonly given: number }) {
  const t = useTranslations('practice.explained');
  const amount = useAmount();
  const { answer, tolerance, unit, why, traps } = item;
  const trap = trapOf(item, given);
  const others = traps.filter((each) => each !== trap);
  return (
    <div className="grid gap-1">
      <p className={`${styles.given} bold`}>
        {t('given', { given: amount(given, unit), answer: amount(answer, unit) })}{' '}
        {tolerance > 0 && (
          <span className={`${styles.tag} soft small`}>
            {t('tolerance', {
              low: amount(answer * (1 - tolerance), ''),
              high: amount(answer * (1 + tolerance), unit),
            })}
          </span>
        )}
      </p>
      {trap && (
        <>
          <h3 className="above-3 medium">{t('yourTrap', { value: amount(given, unit) })}</h3>
          <p>{trap.why}</p>
        </>
      )}
      <h3 className="above-3 medium">{t('working')}</h3>
      <p>{why}</p>
      {others.length > 0 && (
        <>
          <h3 className="above-3 medium">{t('traps')}</h3>
          <dl className="grid gap-3">
            {others.map((each) => (
              <div key={each.value}>
                <dt className="bold figures">{amount(each.value, unit)}</dt>
                <dd className="soft">{each.why}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
