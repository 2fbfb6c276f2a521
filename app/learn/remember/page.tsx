import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemoryCard } from '@/components/lesson/memory/memory-card';
import { RecallProgress } from '@/components/lesson/memory/recall-progress';
import { Prose } from '@/components/lesson/prose';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { readLessonContext, readMemoryAids } from '@/lib/lesson/source/read-content';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('memory');
  return { title: t('title'), description: t('description') };
}

export default async function RememberPage() {
  const [t, aids, lesson] = await Promise.all([getTranslations('memory'), readMemoryAids(), readLessonContext()]);
  return (
    <ClientMessages namespaces={['memory']}>
      <PageHead title={t('title')} lead={t('lead')} />
      <RecallProgress titles={aids.map(({ id, head: { title } }) => ({ id, title }))} />
      {aids.map(({ id, head, root }) => (
        <MemoryCard key={id} id={id} head={head}>
          <Prose root={root} lesson={lesson} headingLevel={3} id={id} />
        </MemoryCard>
      ))}
    </ClientMessages>
  );
}
