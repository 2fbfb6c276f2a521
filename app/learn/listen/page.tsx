import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ListenPage, ListenView } from '@/components/lesson/player/listen-page';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { CHAPTER_IDS } from '@/lib/lesson/outline';
import { readChapterAudio } from './read-chapter-audio';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('player');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const t = await getTranslations('player');
  const chapters = await Promise.all(CHAPTER_IDS.map(readChapterAudio));
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['player', 'charts']}>
        {/* Which chapter is open is in the address; until that is read, it is the first. */}
        <Suspense fallback={<ListenView chapters={chapters} chosen={CHAPTER_IDS[0]} />}>
          <ListenPage chapters={chapters} />
        </Suspense>
      </ClientMessages>
    </>
  );
}
