'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { IntentLink } from '@/components/shell/intent-link';
import styles from './card-end.module.css';

export interface WayOn {
  readonly href: string;
  readonly words: string;
}

interface CardEndProps {
  /** The card after this one. */
  readonly next: WayOn | null;
  readonly ways: readonly WayOn[];
  again(): void;
}

/** Where a finished card leads to. */
export function CardEnd({ next, ways, again }: CardEndProps) {
  const t = useTranslations('scenarioCards.end');
  return (
    <nav className={`${styles.end} flex wrap gap-3 no-print`} aria-label={t('title')}>
      {next && (
        <IntentLink href={next.href} className={buttonLook('go')}>
          {next.words}
        </IntentLink>
      )}
      <Button onClick={again}>{t('again')}</Button>
      {ways.map(({ href, words }) => (
        <IntentLink key={href} href={href} className={buttonLook()}>
          {words}
        </IntentLink>
      ))}
    </nav>
  );
}
