import { getMessages } from 'next-intl/server';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { STORIES } from '@/lib/simulate/stories';
import type { Story } from '@/lib/simulate/stories/story';

interface StoryWords {
  readonly title: string;
  readonly case: string;
  readonly question: string;
  readonly notice: string;
  readonly scenes: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
}

export interface ToldStory {
  readonly story: Story;
  readonly words: StoryWords;
}

export const storyParams = () => STORIES.map(({ id }) => ({ id }));

/** All stories with their words, in order. */
export async function toldStories(): Promise<readonly ToldStory[]> {
  const { simulatorStories } = await getMessages();
  const all: Readonly<Record<string, StoryWords>> = simulatorStories.stories;
  return STORIES.map((story) => {
    const words = all[story.id];
    if (!words) throw new Error(`The story ${story.id} has no words.`);
    return { story, words };
  });
}

/** The scenario of a scene, with all its fields. @throws where it is not valid */
export function sceneScenario({ scenario }: Story['scenes'][number]) {
  const read = readScenario(scenario);
  if (!read.ok) throw new Error(read.faults.map(({ field, fault }) => `${field} ${fault}`).join('\n'));
  return read.scenario;
}
