import { useTranslations } from 'next-intl';
import type { ChoiceItem } from '@/lib/exercises/content';
import styles from './explained-item.module.css';

/** Every choice with its reason: the one that was made first, then the right one. */
export function ExplainedChoices({ item, given }: { readonly item: ChoiceItem; readonly given: number }) {
  const t = useTranslations('practice.explained');
  const rank = (right: boolean, place: number) => (place === given ? 0 : right ? 1 : 2);
  const choices = item.choices
    .map((choice, place) => ({ ...choice, place }))
    .sort((a, b) => rank(a.right, a.place) - rank(b.right, b.place));
  return (
    <ul className={`${styles.choices} plain-list grid gap-3`} aria-label={t('choices')}>
      {choices.map(({ text, right, why, place }) => (
        <li className="flex gap-3" key={place} data-right={right} data-yours={place === given || undefined}>
          <svg className="above-1 sign" viewBox="0 0 16 16" aria-hidden="true">
            <path d={right ? 'M2.5 8.5L6.5 12.5L13.5 4' : 'M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5'} />
          </svg>
          <div>
            <p>
              <strong>{text}</strong>{' '}
              <span className={`${styles.tag} soft small`}>
                {t(right ? 'rightChoice' : 'wrongChoice')}
                {place === given && ` ${t('yours')}`}
              </span>
            </p>
            <p>{why}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
