import 'client-only';
import { z } from 'zod';
import { TrilaneError } from '../../errors';
import { isExerciseId, loadRules } from '../../exercises/catalog';
import { composeKey } from '../../exercises/compose';
import { type TestItem, testItem } from '../../exercises/content';
import { type Example, example } from '../../exercises/example';
import type { AnyAsk, AnyExercise } from '../../exercises/exercise';
import { type ScenarioKey, scenarioKey } from '../../exercises/scenarios/faces';
import { keyWords } from '../../exercises/words';
import { type StoryKey, storyKey } from '../../simulate/stories/story-key';
import { fetchKey } from './fetch-key';

const examples = z.array(example);

/** An exercise with its key: what decides, and what is said then. @throws TrilaneError as `fetchKey` */
export async function fetchExercise(ask: AnyAsk): Promise<AnyExercise> {
  const { id } = ask;
  if (!isExerciseId(id)) throw new TrilaneError('not-found', `There is no exercise ${id}.`);
  const [rules, words] = await Promise.all([
    loadRules(id).catch((cause: unknown) => {
      throw new TrilaneError('server-unreachable', 'The rules of an exercise could not be fetched.', { cause });
    }),
    fetchKey(`/exercises/${id}/key`, keyWords),
  ]);
  return { ask, key: composeKey(ask, rules, words) } as AnyExercise; // of one kind, as the rules are
}

/** Examples for a teacher's key. @throws TrilaneError as `fetchKey` */
export const fetchExamples = (exercise: string): Promise<readonly Example[]> =>
  fetchKey(`/exercises/${encodeURIComponent(exercise)}/examples`, examples);

/** The key of a scenario card. @throws TrilaneError as `fetchKey` */
export const fetchScenarioKey = (scenario: string): Promise<ScenarioKey> =>
  fetchKey(`/exercises/scenarios/${encodeURIComponent(scenario)}/key`, scenarioKey);

/** The key of a story of the simulator. @throws TrilaneError as `fetchKey` */
export const fetchStoryKey = (story: string): Promise<StoryKey> =>
  fetchKey(`/simulator/stories/${encodeURIComponent(story)}/key`, storyKey);

/** The key of an item of the practice test: which answer is right, and why. @throws TrilaneError as `fetchKey` */
export async function fetchItemKey(id: string): Promise<TestItem> {
  const key = await fetchKey(`/exercises/test/key/${encodeURIComponent(id)}`, testItem);
  if (key.id !== id) throw new TrilaneError('malformed-request', 'What arrived is the key of another question.');
  return key;
}
