import { z } from 'zod';
import { SIM_LANE_IDS } from '../scenario/lanes-schema';
import { STORY_FIGURES, type StoryFigure } from './figures';

const figures = Object.keys(STORY_FIGURES) as [StoryFigure, ...StoryFigure[]]; // its keys are that type
const figureTerm = z.tuple([z.int().min(0), z.enum(SIM_LANE_IDS), z.enum(figures)]);
const term = z.union([figureTerm, z.strictObject({ above: figureTerm, below: figureTerm })]);

/** What may be known of a story only after the choice; it crosses the network by itself. */
export const storyKey = z.strictObject({
  key: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['largest', 'least']), of: z.record(z.string(), figureTerm) }),
    z.strictObject({ kind: z.literal('bands'), of: term, from: z.record(z.string(), z.number()) }),
  ]),
  facts: z.record(z.string(), term),
  /** What to notice: a message with the facts as its arguments. */
  notice: z.string().min(1),
});
export type StoryKey = z.infer<typeof storyKey>;
