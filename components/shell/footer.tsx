import Link from 'next/link';
import { useTranslations } from 'next-intl';
import styles from './footer.module.css';

export function Footer() {
  const t = useTranslations('shell.footer');
  return (
    <footer className={styles.footer}>
      <p className={styles.what}>{t('what')}</p>
      <p>
        {t('numbers')} {t('privacy')}
      </p>
      <p>{t.rich('licence', { models: (words) => <Link href="/models">{words}</Link> })}</p>
    </footer>
  );
}
