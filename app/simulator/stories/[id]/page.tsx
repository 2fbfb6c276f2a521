import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/shell/client-messages';
import { IntentLink } from '@/components/shell/intent-link';
import { MantineRoot } from '@/components/shell/mantine-root';
import type { StoryFace } from '@/components/simulator/stories/story-face';
import { StoryPlay } from '@/components/simulator/stories/story-play';
import { optionsOf } from '@/lib/simulate/stories/story';
import { sceneScenario, storyParams, type ToldStory, toldStories } from '../told';

interface PageProps {
  readonly params: Promise<{ id: string }>;
}

const NAMESPACES = [
  'simulator',
  'simulatorPicture',
  'simulatorTheory',
  'charts',
  'estimates',
  'emulation',
  'modes',
] as const;

export const dynamicParams = false;

export const generateStaticParams = storyParams;

async function storyOf({ params }: PageProps) {
  const { id } = await params;
  const all = await toldStories();
  const index = all.findIndex(({ story }) => story.id === id);
  const told = all[index] ?? notFound();
  return { told, number: index + 1, of: all.length, next: all[(index + 1) % all.length] ?? told };
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { told } = await storyOf(props);
  const t = await getTranslations('simulator.story');
  return { title: told.words.title, description: t('description') };
}

/** What a page may know of a story: its key and what to notice stay here. */
function faceOf({ story, words }: ToldStory): StoryFace {
  return {
    id: story.id,
    title: words.title,
    question: words.question,
    pictureFromMs: story.pictureFromMs ?? 0,
    options: optionsOf(story).map((id) => ({ id, name: words.options[id] ?? id })),
    scenes: story.scenes.map((scene) => ({
      id: scene.id,
      name: words.scenes[scene.id] ?? scene.id,
      scenario: sceneScenario(scene),
    })),
  };
}

export default async function Page(props: PageProps) {
  const { told, number, of, next } = await storyOf(props);
  const t = await getTranslations('simulator.story');
  const { title, case: text } = told.words;
  return (
    <>
      <header className="pad-above-5">
        <p className="row wrap gap-y-0 gap-x-3 soft small">
          <IntentLink className="inline-row target" href="/simulator">
            {t('back')}
          </IntentLink>
          <span>{t('number', { number, of })}</span>
        </p>
        <h1>{title}</h1>
      </header>
      <section className="above-4" aria-label={t('case')}>
        <p className="measure lead leading-loose">{text}</p>
      </section>
      <ClientMessages namespaces={NAMESPACES}>
        <MantineRoot>
          <StoryPlay
            key={told.story.id}
            face={faceOf(told)}
            next={{ href: `/simulator/stories/${next.story.id}`, title: next.words.title }}
          />
        </MantineRoot>
      </ClientMessages>
    </>
  );
}
