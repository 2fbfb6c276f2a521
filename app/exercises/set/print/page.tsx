import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PrintedSet } from '@/components/exercises/sets/print/printed-set';
import { ClientMessages } from '@/components/shell/client-messages';
import { faceOf } from '@/lib/exercises/scenarios/faces';
import { readAsks } from '@/lib/exercises/source/read-exercises';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sets');
  return { title: t('print.title'), description: t('description') };
}

/** Only what may be seen of each: keys are fetched by the browser where they are asked for. */
export default async function Page() {
  const [asks, scenarios] = await Promise.all([readAsks(), readScenarios()]);
  return (
    <ClientMessages
      namespaces={[
        'sets',
        'exercises',
        'exerciseScenes',
        'prediction',
        'scenarioCards',
        'sentence',
        'modelWords',
        'emulation',
        'charts',
        'modes',
      ]}
    >
      {/* The set is in the address, which only the browser knows. */}
      <Suspense fallback={null}>
        <PrintedSet asks={asks} faces={scenarios.map(faceOf)} />
      </Suspense>
    </ClientMessages>
  );
}
