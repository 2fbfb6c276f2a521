import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReferenceEntry } from '@/components/lesson/references/reference-entry';
import { ReferenceGroup } from '@/components/lesson/references/reference-group';
import { PageHead } from '@/components/shell/page-head';
import { byTopic } from '@/lib/lesson/references-by-topic';
import { readGlossary, readReferences } from '@/lib/lesson/source/read-content';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('glossary.references');
  return { title: t('title'), description: t('description') };
}

export default async function ReferencesPage() {
  const [t, glossary, references] = await Promise.all([
    getTranslations('glossary.references'),
    readGlossary(),
    readReferences(),
  ]);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { count: references.length })} />
      {byTopic(references).map(({ topic, works }) => (
        <ReferenceGroup key={topic} topic={topic}>
          {works.map((work) => (
            <ReferenceEntry
              key={work.id}
              reference={work}
              terms={glossary.filter(({ sources }) => sources.includes(work.id))}
            />
          ))}
        </ReferenceGroup>
      ))}
    </>
  );
}
