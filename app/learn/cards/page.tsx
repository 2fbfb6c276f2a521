import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CardsPage } from '@/components/lesson/cards/cards-page';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { readCards } from '@/lib/lesson/source/read-content';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cards');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const [t, cards] = await Promise.all([getTranslations('cards'), readCards()]);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['cards', 'charts', 'sentence']}>
        <CardsPage cards={cards} />
      </ClientMessages>
    </>
  );
}
