import { useTranslations } from 'next-intl';
import styles from '@/components/exercises/paper/print.module.css';

interface SheetHeadProps {
  /** Title of the set. */
  readonly set: string;
  readonly title: string;
  readonly place: number;
  readonly count: number;
  /** With room for a name and a date. */
  readonly withName: boolean;
}

/** The head of a sheet: the set it is of, and whose it is. */
export function SheetHead({ set, title, place, count, withName }: SheetHeadProps) {
  const t = useTranslations('sets.print');
  return (
    <>
      <div className={`${styles.head} flex wrap between line-below soft tiny anywhere`}>
        <span>
          {set} · {t('of', { place, count })}
        </span>
        {withName && (
          <span className={styles.who}>
            <span>{t('name')}</span>
            <span>{t('date')}</span>
          </span>
        )}
      </div>
      <h2>{title}</h2>
    </>
  );
}
