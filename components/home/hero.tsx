import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import styles from './hero.module.css';

/** The first run: small enough to finish soon, long enough to show five runs of the batch lane. */
const FIRST_RUN = '/lab?run=1&count=240&rate=60&interval=1000';

export function Hero() {
  const t = useTranslations('home');
  return (
    <div className={styles.hero}>
      <h1>{t('title')}</h1>
      <p className={`${styles.lead} above-3 soft large leading-calm`}>{t('lead')}</p>
      <div className="row wrap gap-y-3 gap-x-5 above-5">
        <IntentLink href={FIRST_RUN} className={`${styles.run} inline-row paper lead bold no-underline bg-ink rounded`}>
          {t('run')}
        </IntentLink>
        <p className="soft small">{t('runNote')}</p>
      </div>
    </div>
  );
}
