import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import styles from './columns.module.css';

const COLUMNS = [
  { id: 'lesson', href: '/learn' },
  { id: 'exercises', href: '/exercises' },
  { id: 'draw', href: '/lab?study=draw' },
  { id: 'api', href: '/api-reference' },
] as const;

/** What can be done here now. */
export function Columns() {
  const t = useTranslations('home.columns');
  return (
    <div className={styles.columns}>
      {COLUMNS.map(({ id, href }) => (
        <section key={id}>
          <h2>{t(`${id}.title`)}</h2>
          <p className="soft">{t(`${id}.body`)}</p>
          <IntentLink className="inline-row target semibold" href={href}>
            {t(`${id}.link`)}
          </IntentLink>
        </section>
      ))}
    </div>
  );
}
