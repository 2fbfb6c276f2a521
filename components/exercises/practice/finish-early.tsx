import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import styles from './question-view.module.css';

interface FinishEarlyProps {
  /** Questions without an answer. */
  readonly left: number;
  onFinish(): void;
}

/** The way out before the last question, which says first what becomes of the others. */
export function FinishEarly({ left, onFinish }: FinishEarlyProps) {
  const t = useTranslations('practice.question');
  const [asked, setAsked] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const stay = () => {
    setAsked(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  if (!asked)
    return (
      <button ref={opener} type="button" className={styles.plain} onClick={() => setAsked(true)}>
        {t('finish')}
      </button>
    );
  return (
    <fieldset className={styles.sure} aria-describedby="finish-early">
      <p id="finish-early" role="status">
        {t('finishAsk', { left })}
      </p>
      <div className={styles.bar}>
        <button type="button" className={styles.quiet} onClick={onFinish} ref={focusOn}>
          {t('finishSure')}
        </button>
        <button type="button" className={styles.quiet} onClick={stay}>
          {t('stay')}
        </button>
      </div>
    </fieldset>
  );
}

const focusOn = (button: HTMLButtonElement | null) => button?.focus();
