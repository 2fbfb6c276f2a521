import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { SetEditor } from '@/components/exercises/sets/editor/set-editor';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { offerOf } from '@/lib/exercises/sets/offer';
import { readAsks } from '@/lib/exercises/source/read-exercises';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sets');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const [t, asks, scenarios] = await Promise.all([getTranslations('sets'), readAsks(), readScenarios()]);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['sets', 'exercises']}>
        {/* The set is in the address, which only the browser knows. */}
        <Suspense fallback={null}>
          <SetEditor offer={offerOf(asks, scenarios)} />
        </Suspense>
      </ClientMessages>
    </>
  );
}
