import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ExerciseList } from '@/components/exercises/list/exercise-list';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { isOnSimulated } from '@/lib/exercises/leg';
import { readAsks } from '@/lib/exercises/source/read-exercises';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exercises');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const [t, asks] = await Promise.all([getTranslations('exercises'), readAsks()]);
  const listed = asks.map(({ id, kind, level, concepts, minutes, title, goal, legs }) => ({
    id,
    kind,
    level,
    concepts,
    minutes,
    title,
    goal,
    runs: legs.length,
    simulated: isOnSimulated({ legs }),
  }));
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['exercises', 'errors']}>
        <ExerciseList exercises={listed} />
      </ClientMessages>
    </>
  );
}
