import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getMessages, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ExercisePlay } from '@/components/exercises/play/exercise-play';
import { PlayHead } from '@/components/exercises/play/play-head';
import { ClientMessages } from '@/components/shell/client-messages';
import { MantineRoot } from '@/components/shell/mantine-root';
import { EXERCISE_IDS } from '@/lib/exercises/catalog';
import { isOnSimulated } from '@/lib/exercises/leg';
import { readAsks } from '@/lib/exercises/source/read-exercises';

const NAMESPACES = [
  'exercises',
  'prediction',
  'predictionChart',
  'lab',
  'sentence',
  'laneTimeline',
  'modelWords',
  'charts',
  'comparison',
  'estimates',
  'findings',
  'emulation',
  'studies',
  'modes',
  'errors',
] as const;

/** What else is said where nothing is measured. */
const SIMULATED = ['exerciseScenes', 'simulator', 'simulatorPicture', 'simulatorTheory'] as const;

interface PageProps {
  readonly params: Promise<{ exercise: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return EXERCISE_IDS.map((exercise) => ({ exercise }));
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { exercise } = await params;
  const ask = (await readAsks()).find(({ id }) => id === exercise);
  const t = await getTranslations('exercises');
  return { title: ask?.title ?? t('title'), description: ask?.goal ?? t('description') };
}

export default async function Page({ params }: PageProps) {
  const { exercise } = await params;
  const asks = await readAsks();
  const index = asks.findIndex(({ id }) => id === exercise);
  const ask = asks[index];
  if (!ask) notFound();
  const next = asks[index + 1];
  const isSimulated = isOnSimulated(ask);
  const { exercisesSimulated } = await getMessages();
  return (
    <>
      <PlayHead ask={ask} />
      <ClientMessages
        namespaces={isSimulated ? [...NAMESPACES, ...SIMULATED] : NAMESPACES}
        {...(isSimulated && { instead: exercisesSimulated })}
      >
        <MantineRoot>
          {/* A set may be in the address, which only the browser knows. */}
          <Suspense fallback={null}>
            <ExercisePlay ask={ask} next={next ? { id: next.id, title: next.title } : null} />
          </Suspense>
        </MantineRoot>
      </ClientMessages>
    </>
  );
}
