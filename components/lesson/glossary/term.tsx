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
      <Button look="bare" className={`${styles.term} inherit text-start`} popoverTarget={popoverId}>
        {children}
      </Button>
      <span
        id={popoverId}
        popover="auto"
        role="dialog"
        aria-labelledby={nameId}
        className={`${styles.card} pad-x-4 pad-above-4 pad-below-2 ink small regular text-start leading-calm bg-card bordered-control no-print`}
      >
        <span id={nameId} className="bolder">
          {entry.term}
        </span>
        <span>{entry.definition}</span>
        <span className={`${styles.links} flex wrap gap-x-5 above-1`}>
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
