import Link from 'next/link';
import { useTranslations } from 'next-intl';
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
  const { id, term, definition, measured } = entry;
  return (
    <>
      <h3 className={styles.term}>
        {term}
        {/* A plain link: it stays on the page, and the browser marks the target by itself. */}
        <a href={`#${id}`} className={styles.permalink} aria-label={t('permalink', { term })}>
          #
        </a>
      </h3>
      <div className={styles.body}>
        <p>{definition}</p>
        <ul className={styles.more}>
          {measured && (
            <li className={styles.measured}>
              <Link href={measured.href} prefetch={false}>
                {measured.words}
              </Link>
            </li>
          )}
          {related.length > 0 && (
            <li>
              <span>{t('see')}</span>{' '}
              {related.map((each) => (
                <a key={each.id} href={`#${each.id}`}>
                  {each.term}
                </a>
              ))}
            </li>
          )}
          {sources.length > 0 && (
            <li>
              <span>{t('sources')}</span>{' '}
              {sources.map((each) => (
                <Link key={each.id} href={`/learn/references#${each.id}`} prefetch={false}>
                  <CitationWords reference={each} />
                </Link>
              ))}
            </li>
          )}
        </ul>
      </div>
    </>
  );
}
