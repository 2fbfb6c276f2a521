import { useTranslations } from 'next-intl';
import type { MemoryHead } from '@/lib/lesson/content';
import { recallOrder } from '@/lib/lesson/recall-order';
import styles from './recall-check.module.css';

interface RecallAnswerProps {
  readonly piece: string;
  readonly recall: MemoryHead['recall'];
  readonly attempt: number;
  /** The choice that was made. */
  readonly choice: number;
}

/** Whether it was right, and of every choice why it is or is not. */
export function RecallAnswer({ piece, recall, attempt, choice }: RecallAnswerProps) {
  const t = useTranslations('memory');
  const right = recall.choices[choice]?.right === true;
  return (
    <div>
      <p className={`${styles.verdict} bolder`} tabIndex={-1} data-lead="" data-right={right}>
        {right ? t('right') : t('wrong')}
      </p>
      <p className="above-1 pad-below-2 measure lead bold leading-calm p-0">{recall.question}</p>
      <ul className={`${styles.answers} plain-list grid gap-3 measure`}>
        {recallOrder(piece, attempt, recall.choices.length).map((index) => {
          const each = recall.choices[index];
          if (!each) return null;
          return (
            <li className="flex gap-3" key={index} data-right={each.right}>
              <Tick right={each.right} />
              <div>
                <p>
                  <strong>{each.text}</strong>{' '}
                  <span className="soft tiny nowrap">
                    {t(each.right ? 'rightChoice' : 'wrongChoice')}
                    {index === choice && ` ${t('yours')}`}
                  </span>
                </p>
                <p>{each.why}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Tick({ right }: { readonly right: boolean }) {
  return (
    <svg viewBox="0 0 16 16" className="above-1 sign" aria-hidden="true">
      <path d={right ? 'M2.5 8.5L6.5 12.5L13.5 4' : 'M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5'} />
    </svg>
  );
}
