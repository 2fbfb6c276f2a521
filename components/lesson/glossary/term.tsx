import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/kit/button';
import type { GlossaryEntry } from '@/lib/lesson/content';
import styles from './term.module.css';

interface TermProps {
  readonly entry: GlossaryEntry;
  /** Of the pop-over; another for every use on a page. */
  readonly popoverId: string;
  /** The words as they stand in the text. */
  readonly children: ReactNode;
}

/** A word of the trade in running text: pressed, it says what it means and where it can be seen. Needs no script. */
export function Term({ entry, popoverId, children }: TermProps) {
  const t = useTranslations('glossary');
  const nameId = `${popoverId}-name`;
  return (
    <>
      <Button look="bare" className={`${styles.term} p-0 no-border bg-none`} popoverTarget={popoverId}>
        {children}
      </Button>
      <span id={popoverId} popover="auto" role="dialog" aria-labelledby={nameId} className={`${styles.card} bordered-control bg-card ink small leading-calm`}>
        <span id={nameId} className="bolder">
          {entry.term}
        </span>
        <span>{entry.definition}</span>
        <span className={`${styles.links} flex wrap gap-x-5`}>
          <Link href={`/learn/glossary#${entry.id}`} prefetch={false}>
            {t('inGlossary')}
          </Link>
          {entry.measured && (
            <Link href={entry.measured.href} prefetch={false}>
              {entry.measured.words}
            </Link>
          )}
        </span>
      </span>
    </>
  );
}
