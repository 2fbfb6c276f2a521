import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { TargetItem } from '@/components/lesson/target-item';
import type { GlossaryEntry, Reference } from '@/lib/lesson/content';
import { OutLink } from './out-link';
import styles from './reference-entry.module.css';

interface ReferenceProps {
  readonly reference: Reference;
  /** Those that name it as a source. */
  readonly terms: readonly GlossaryEntry[];
}

/** One work: its full citation, what it is good for, and the terms that rest on it. */
export function ReferenceEntry({ reference, terms }: ReferenceProps) {
  const t = useTranslations('glossary.references');
  const format = useFormatter();
  const { id, kind, authors, year, title, venue, doi, url, goodFor } = reference;
  const names = format.list(
    authors.filter((author) => author !== OTHERS),
    { type: authors.includes(OTHERS) ? 'unit' : 'conjunction' },
  );
  return (
    <TargetItem id={id}>
      <h3 className="measure lead leading-snug">{title}</h3>
      <p className="measure soft small">
        {t('authors', { names, others: String(authors.includes(OTHERS)), year: String(year) })} <cite>{venue}</cite>
      </p>
      <p className="above-1 measure">{goodFor}</p>
      <p className={`${styles.links} row wrap gap-x-3 soft small`}>
        <span className={`${styles.kind} tiny bordered`}>{t(`kinds.${kind}`)}</span>
        {doi && <OutLink href={`https://doi.org/${doi}`}>doi:{doi}</OutLink>}
        {url && !doi && <OutLink href={url}>{address(url)}</OutLink>}
      </p>
      {terms.length > 0 && (
        <p className={`${styles.terms} soft small`}>
          {t.rich('terms', {
            terms: () =>
              format.list(
                terms.map((term) => (
                  <Link key={term.id} href={`/learn/glossary#${term.id}`} prefetch={false}>
                    {term.term}
                  </Link>
                )),
                { type: 'unit' },
              ),
          })}
        </p>
      )}
    </TargetItem>
  );
}

/** Stands in the list of authors for those who are not named. */
const OTHERS = 'and others';

/** Without what says nothing. */
const address = (url: string) => url.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, '');
