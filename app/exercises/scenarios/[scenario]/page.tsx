import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CardHead } from '@/components/exercises/scenarios/card-head';
import { CaseCard } from '@/components/exercises/scenarios/case-card';
import { ScenarioPlay } from '@/components/exercises/scenarios/scenario-play';
import { ClientMessages } from '@/components/shell/client-messages';
import { WAYS_BACK } from '@/lib/exercises/concepts';
import { faceOf } from '@/lib/exercises/scenarios/faces';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';
import { presetHref } from '@/lib/lesson/presets';

interface PageProps {
  readonly params: Promise<{ scenario: string }>;
}

export const dynamicParams = false;

export async function generateStaticParams() {
  return (await readScenarios()).map(({ id }) => ({ scenario: id }));
}

/** What a page may know of its card: the key stays here. */
async function cardOf({ params }: PageProps) {
  const { scenario } = await params;
  const all = (await readScenarios()).map(faceOf);
  const index = all.findIndex(({ id }) => id === scenario);
  const face = all[index] ?? notFound();
  return { face, number: index + 1, of: all.length, next: all[index + 1] };
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { face } = await cardOf(props);
  const t = await getTranslations('scenarioCards');
  return { title: face.title, description: t('description') };
}

export default async function Page(props: PageProps) {
  const { face, number, of, next } = await cardOf(props);
  const [t, concepts, presets] = await Promise.all([
    getTranslations('scenarioCards.end'),
    getTranslations('exercises.concepts'),
    getTranslations('lesson.presets'),
  ]);
  const [concept] = face.concepts;
  const ways = concept
    ? [
        { href: WAYS_BACK[concept].lesson, words: t('lesson', { concept: concepts(concept) }) },
        {
          href: presetHref(WAYS_BACK[concept].preset),
          words: t('lab', { title: presets(`${WAYS_BACK[concept].preset}.title`) }),
        },
      ]
    : [];
  return (
    <>
      <CardHead face={face} number={number} of={of} />
      <CaseCard face={face} />
      <ClientMessages namespaces={['scenarioCards', 'prediction', 'modes', 'charts']}>
        <ScenarioPlay
          key={face.id}
          face={face}
          next={next ? { href: `/exercises/scenarios/${next.id}`, words: t('next', { title: next.title }) } : null}
          ways={[...ways, { href: '/exercises/scenarios', words: t('all') }]}
        />
      </ClientMessages>
    </>
  );
}
