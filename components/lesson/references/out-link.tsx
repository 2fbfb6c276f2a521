import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './out-link.module.css';

/** A link that leaves the site, and says so: to the eye with an arrow, to the ear in words. */
export function OutLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const t = useTranslations('glossary.references');
  return (
    <a href={href} rel="noreferrer external" className={`${styles.out} inline-row gap-1 narrow target anywhere`}>
      <span>{children}</span>
      <svg viewBox="0 0 12 12" role="img" aria-label={t('leaves')}>
        <path d="M4 2h6v6M10 2 2.5 9.5" />
      </svg>
    </a>
  );
}
