import { z } from 'zod';
import type { AnyRules } from './rules';

const line = z.string().min(1);
const lines = z.record(z.string(), line);

/** What is said of an exercise before the commitment, in one language. Texts are plain, a blank line parts paragraphs. */
const askWords = z.strictObject({
  title: line,
  /** What one will know afterwards, in a sentence. */
  goal: line,
  /** The case. */
  prompt: line,
  /** The driving question that the prediction answers. */
  question: line,
  /** In the shape of the input; options by id. */
  input: z.record(z.string(), z.unknown()),
  reasons: lines,
  /** What is measured, a few words a leg. */
  legs: z.array(line),
  /** What is simulated: the names of its scenes, by id. */
  scenes: lines.optional(),
  /** Said where a device measured everything it can and the figure asked about was not among it. */
  needs: line.optional(),
});

/** What is said only afterwards; it crosses the network by itself. Explanations may hold `{fact}`s. */
export const keyWords = z.strictObject({
  outcomes: lines,
  usually: line.optional(),
  reasons: lines,
  /** Of the figures that are drawn, in their order. */
  watch: z.array(line),
  followUp: z.strictObject({ question: line, choices: z.array(z.strictObject({ text: line, why: line })).min(3) }),
  /** Words that are taken for right, the spelling of books first. */
  accepted: z.record(z.string(), z.array(line).min(1)).optional(),
});

/** The file of an exercise in one language. */
export const exerciseWords = z.strictObject({ ask: askWords, key: keyWords });
export type AskWords = z.infer<typeof askWords>;
export type KeyWords = z.infer<typeof keyWords>;
export type ExerciseWords = z.infer<typeof exerciseWords>;

/** What words lack, or have too much of, for the rules of their exercise; empty where they fit. */
export function misfitsOf(
  { legs, reasons, watch, followUp }: AnyRules,
  { ask, key }: ExerciseWords,
): readonly string[] {
  const ids = Object.keys(reasons).sort().join();
  const scenes = legs.flatMap((leg) => (leg.scenes ?? []).map(({ id }) => id));
  const hasAll = (words: Readonly<Record<string, string>>) => Object.keys(words).sort().join() === ids;
  return [
    ...(ask.legs.length === legs.length ? [] : ['ask.legs']),
    ...(Object.keys(ask.scenes ?? {})
      .sort()
      .join() === scenes.sort().join()
      ? []
      : ['ask.scenes']),
    ...(hasAll(ask.reasons) ? [] : ['ask.reasons']),
    ...(hasAll(key.reasons) ? [] : ['key.reasons']),
    ...(key.watch.length === watch.length ? [] : ['key.watch']),
    ...(key.followUp.choices[followUp] ? [] : ['key.followUp.choices']),
    ...((key.usually !== undefined) === legs.length > 0 ? [] : ['key.usually']),
  ];
}
