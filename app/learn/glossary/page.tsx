import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Entry } from '@/components/lesson/glossary/glossary-entry';
import { GlossaryList } from '@/components/lesson/glossary/glossary-list';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { letterOf, searchText } from '@/lib/lesson/search-glossary';
import { readGlossary, readReferences } from '@/lib/lesson/source/read-content';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('glossary');
  return { title: t('title'), description: t('description') };
}

export default async function GlossaryPage() {
  const [t, glossary, references] = await Promise.all([getTranslations('glossary'), readGlossary(), readReferences()]);
  const works = new Map(references.map((work) => [work.id, work]));
  const entries = new Map(glossary.map((entry) => [entry.id, entry]));
  const items = glossary
    .toSorted((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }))
    .map((entry) => ({
      id: entry.id,
      letter: letterOf(entry),
      text: searchText(entry),
      entry: (
        <Entry
          entry={entry}
          related={entry.see.flatMap((id) => entries.get(id) ?? [])}
          sources={entry.sources.flatMap((id) => works.get(id) ?? [])}
        />
      ),
    }));
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { count: items.length })} />
      <ClientMessages namespaces={['glossary']}>
        <GlossaryList items={items} />
      </ClientMessages>
    </>
  );
}
