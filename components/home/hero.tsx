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
      <p className={styles.lead}>{t('lead')}</p>
      <div className={styles.start}>
        <IntentLink href={FIRST_RUN} className={styles.run}>
          {t('run')}
        </IntentLink>
        <p>{t('runNote')}</p>
      </div>
    </div>
  );
}
