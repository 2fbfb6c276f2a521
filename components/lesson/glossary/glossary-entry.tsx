import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { CitationWords } from '@/components/lesson/references/citation-words';
import type { GlossaryEntry, Reference } from '@/lib/lesson/content';
import styles from './glossary-entry.module.css';

interface EntryProps {
  readonly entry: GlossaryEntry;
  /** The entries it sends to. */
  readonly related: readonly GlossaryEntry[];
  readonly sources: readonly Reference[];
}

/** One term: what it means, where it can be measured, what to read next. */
export function Entry({ entry, related, sources }: EntryProps) {
  const t = useTranslations('glossary');
  const format = useFormatter();
  const list = (links: readonly ReactElement[]) => format.list(links, { type: 'unit' });
  const { id, term, definition, measured } = entry;
  return (
    <>
      <h3 className={`${styles.term} flex baseline lead leading-calm`}>
        {term}
        {/* A plain link: it stays on the page, and the browser marks the target by itself. */}
        <a
          href={`#${id}`}
          className={`${styles.permalink} inline-grid place-center target target-wide soft regular no-underline`}
          aria-label={t('permalink', { term })}
        >
          #
        </a>
      </h3>
      <div className={`${styles.body} grid gap-y-1 gap-x-12`}>
        <div>
          <p>{definition}</p>
          {measured && (
            <p className={`${styles.measured} above-1 small`}>
              <Link href={measured.href} prefetch={false}>
                {measured.words}
              </Link>
            </p>
          )}
        </div>
        <div className={`${styles.more} soft small`}>
          {related.length > 0 && (
            <p>
              {t.rich('see', {
                terms: () =>
                  list(
                    related.map((each) => (
                      <a key={each.id} href={`#${each.id}`}>
                        {each.term}
                      </a>
                    )),
                  ),
              })}
            </p>
          )}
          {sources.length > 0 && (
            <p>
              {t.rich('sources', {
                works: () =>
                  list(
                    sources.map((each) => (
                      <Link key={each.id} href={`/learn/references#${each.id}`} prefetch={false}>
                        <CitationWords reference={each} />
                      </Link>
                    )),
                  ),
              })}
            </p>
          )}
        </div>
      </div>
    </>
  );
}
