import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
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
      <Button look="plain" ref={opener} className="above-2 soft" onClick={() => setAsked(true)}>
        {t('finish')}
      </Button>
    );
  return (
    <fieldset
      className={`${styles.sure} grid gap-3 above-4 pad-y-4 pad-x-5 narrow bordered-control rounded-card`}
      aria-describedby="finish-early"
    >
      <p id="finish-early" role="status">
        {t('finishAsk', { left })}
      </p>
      <div className="row wrap gap-y-3 gap-x-4">
        <Button onClick={onFinish} ref={focusOn}>
          {t('finishSure')}
        </Button>
        <Button onClick={stay}>{t('stay')}</Button>
      </div>
    </fieldset>
  );
}

const focusOn = (button: HTMLButtonElement | null) => button?.focus();
