import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { SetPlan } from '@/components/exercises/sets/plan/set-plan';
import { ClientMessages } from '@/components/shell/client-messages';
import { offerOf } from '@/lib/exercises/sets/offer';
import { readAsks } from '@/lib/exercises/source/read-exercises';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sets.plan');
  return { title: t('lessonPlan'), description: t('description') };
}

export default async function Page() {
  const [asks, scenarios] = await Promise.all([readAsks(), readScenarios()]);
  return (
    <ClientMessages namespaces={['sets', 'exercises']}>
      {/* The set is in the address, which only the browser knows. */}
      <Suspense fallback={null}>
        <SetPlan offer={offerOf(asks, scenarios)} />
      </Suspense>
    </ClientMessages>
  );
}
