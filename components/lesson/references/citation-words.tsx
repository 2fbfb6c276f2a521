import { useTranslations } from 'next-intl';
import type { Reference } from '@/lib/lesson/content';
import { shortCitation } from '@/lib/lesson/short-citation';

/** A work in a few words, as it is named in a row of sources: "Dean and Barroso (2013)". */
export function CitationWords({ reference }: { readonly reference: Reference }) {
  const t = useTranslations('glossary.citation');
  const short = shortCitation(reference);
  if (short.by === 'title') return short.title;
  const { names, year } = short;
  const [first = '', second = ''] = names;
  return t('authors', { count: names.length, first, second, year: String(year) });
}
