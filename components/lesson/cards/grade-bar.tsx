import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import type { Wait } from '@/lib/lesson/cards/scheduler';
import { type CardGrade, GRADES } from '@/lib/lesson/cards/stored';
import styles from './review.module.css';
import { useWaitWords } from './use-wait-words';

interface GradeBarProps {
  /** When the card comes back after each grade; `null` while the answer is still hidden. */
  readonly waits: Readonly<Record<CardGrade, Wait>> | null;
  readonly disabled: boolean;
  onShow(): void;
  onGrade(grade: CardGrade): void;
}

/** Below the card, in one place: first what turns it, then the four grades. */
export function GradeBar({ waits, disabled, onShow, onGrade }: GradeBarProps) {
  const t = useTranslations('cards.review');
  const words = useWaitWords();
  if (!waits)
    return (
      <div className={`${styles.bar} bare grid gap-2`}>
        <Button look="go" className="medium" disabled={disabled} aria-keyshortcuts="Space" onClick={onShow}>
          {t('show')}
        </Button>
      </div>
    );
  return (
    <fieldset className={`${styles.bar} grid gap-2`} aria-label={t('grades')}>
      {GRADES.map((grade, index) => (
        <Button
          look="bare"
          key={grade}
          className={`${styles.grade} grid gap-1 pad-1 bold leading-tight bg-card bordered-control rounded`}
          data-grade={grade}
          aria-keyshortcuts={String(index + 1)}
          onClick={() => onGrade(grade)}
        >
          <span>{t(`grade.${grade}`)}</span>
          <span className={`${styles.waitWords} soft tiny regular`}>
            <span className="visually-hidden">{t('after')} </span>
            {words(waits[grade])}
          </span>
        </Button>
      ))}
    </fieldset>
  );
}
