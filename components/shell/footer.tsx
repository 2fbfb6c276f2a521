import { useTranslations } from 'next-intl';
import styles from './footer.module.css';
import { IntentLink } from './intent-link';

export function Footer() {
  const t = useTranslations('shell.footer');
  return (
    <footer className={`${styles.footer} grid pad-above-7 pad-below-10 soft tiny line-above`}>
      <p className="ink">{t('what')}</p>
      <p>
        {t('numbers')} {t('privacy')}
      </p>
      <p>
        {t.rich('licence', { models: (words) => <IntentLink href="/models">{words}</IntentLink> })}{' '}
        {t.rich('operator', { operator: (words) => <IntentLink href="/operator">{words}</IntentLink> })}
      </p>
    </footer>
  );
}
