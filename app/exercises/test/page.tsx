import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PracticePage } from '@/components/exercises/practice/practice-page';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { askOfItem } from '@/lib/exercises/practice/item-ask';
import { readItems, readLookAlikes } from '@/lib/exercises/source/read-items';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('practice');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const [t, items, lookAlikes] = await Promise.all([getTranslations('practice'), readItems(), readLookAlikes()]);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['practice', 'exercises', 'prediction', 'charts', 'errors']}>
        <PracticePage items={items.map(askOfItem)} lookAlikes={lookAlikes} />
      </ClientMessages>
    </>
  );
}
