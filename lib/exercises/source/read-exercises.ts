import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TrilaneError } from '../../errors';
import { EXERCISE_IDS, type ExerciseId, loadRules } from '../catalog';
import { composeExercise } from '../compose';
import { type Example, example } from '../example';
import type { AnyAsk, AnyExercise } from '../exercise';
import { kindOf } from '../kinds/kind-of';
import { type ExerciseWords, exerciseWords, misfitsOf } from '../words';

/** The language whose folder is read; a translation is a folder beside it, chosen here. */
const FOLDER = join(process.cwd(), 'lib/exercises/content/en');

/** What may be shown of every exercise before a commitment, in the order they are offered. @throws as `readExercise` */
export async function readAsks(): Promise<readonly AnyAsk[]> {
  return (await readExercises()).map(({ ask }) => ask);
}

/** All exercises with their keys, in the order they are offered. @throws as `readExercise` */
export const readExercises = (): Promise<readonly AnyExercise[]> => Promise.all(EXERCISE_IDS.map(readExercise));

/** An exercise with its key. @throws TrilaneError `malformed-request` where its words are not as their schema says, or do not fit its rules */
export async function readExercise(id: ExerciseId): Promise<AnyExercise> {
  const [rules, words] = await Promise.all([loadRules(id), readWords(id)]);
  const exercise = composeExercise(id, rules, words);
  const input = kindOf(rules.kind).input.safeParse(exercise.ask.input);
  const wrong = [...misfitsOf(rules, words), ...(input.success ? [] : [`ask.input: ${input.error.message}`])];
  if (wrong.length > 0) throw new TrilaneError('malformed-request', `exercises/${id}.json: ${wrong.join(', ')}`);
  return exercise;
}

/** What is said of an exercise. @throws TrilaneError `malformed-request` */
export const readWords = (id: ExerciseId): Promise<ExerciseWords> => read(`exercises/${id}.json`, exerciseWords);

/** Measurements as they may come out, with an answer to each and what must come of it. @throws TrilaneError `malformed-request` */
export const readExamples = (id: ExerciseId): Promise<readonly Example[]> =>
  read(`examples/${id}.json`, z.array(example));

async function read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(JSON.parse(await readFile(join(FOLDER, path), 'utf8')));
  if (!parsed.success) throw new TrilaneError('malformed-request', `${path}: ${parsed.error.message}`);
  return parsed.data;
}
