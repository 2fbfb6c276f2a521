import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProgressPage } from '@/components/exercises/progress/progress-page';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { offeredExercise } from '@/lib/exercises/progress/offered';
import { readAsks } from '@/lib/exercises/source/read-exercises';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('progress');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const [t, asks, scenarios] = await Promise.all([getTranslations('progress'), readAsks(), readScenarios()]);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['progress', 'exercises', 'practice', 'prediction', 'modes', 'charts', 'errors']}>
        <ProgressPage
          exercises={asks.map(offeredExercise)}
          scenarios={scenarios.map(({ id, title, concepts }) => ({ id, title, concepts }))}
        />
      </ClientMessages>
    </>
  );
}
