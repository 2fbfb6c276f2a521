import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PrintedSet } from '@/components/exercises/sets/print/printed-set';
import { ClientMessages } from '@/components/shell/client-messages';
import { EXERCISE_IDS, loadExercise } from '@/lib/exercises/catalog';
import { faceOf } from '@/lib/exercises/scenarios/faces';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sets');
  return { title: t('print.title'), description: t('description') };
}

/** Only what may be seen of each: keys are fetched by the browser where they are asked for. */
export default async function Page() {
  const [exercises, scenarios] = await Promise.all([Promise.all(EXERCISE_IDS.map(loadExercise)), readScenarios()]);
  return (
    <ClientMessages
      namespaces={['sets', 'exercises', 'prediction', 'scenarioCards', 'sentence', 'emulation', 'charts', 'modes']}
    >
      {/* The set is in the address, which only the browser knows. */}
      <Suspense fallback={null}>
        <PrintedSet asks={exercises.map(({ ask }) => ask)} faces={scenarios.map(faceOf)} />
      </Suspense>
    </ClientMessages>
  );
}
