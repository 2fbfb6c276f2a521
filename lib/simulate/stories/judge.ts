import type { SimulatedLane } from '../simulated-lane';
import { STORY_FIGURES, type StoryUnit } from './figures';
import type { FigureTerm, Key, Story, Term } from './story';

/** The lanes of each scene that was played, in the order of the scenes. */
export type PlayedScenes = readonly (readonly SimulatedLane[])[];

export interface StoryFact {
  readonly unit: StoryUnit;
  readonly value: number;
}

/** Of figures nearer to each other than this factor none is plainly the largest. */
const PLAIN_FACTOR = 1.1;

/** @returns the option that is right; `null` while the figures do not tell */
export function rightOption(key: Key, scenes: PlayedScenes): string | null {
  if (key.kind === 'bands') {
    const fact = factOf(key.of, scenes);
    return fact && (Object.entries(key.from).findLast(([, least]) => fact.value >= least)?.[0] ?? null);
  }
  const values = Object.entries(key.of).map(([option, term]) => ({ option, value: figureOf(term, scenes) }));
  const known = values.flatMap(({ option, value }) => (value === null ? [] : [{ option, value }]));
  if (known.length < values.length) return null;
  const [first, second] = known.sort((a, b) => (key.kind === 'largest' ? b.value - a.value : a.value - b.value));
  if (!first || !second) return null;
  const [more, less] = key.kind === 'largest' ? [first.value, second.value] : [second.value, first.value];
  return more > less * PLAIN_FACTOR ? first.option : null;
}

/** The figures that the words on what to notice speak of; those that there are. */
export function storyFacts({ facts }: Pick<Story, 'facts'>, scenes: PlayedScenes): Readonly<Record<string, StoryFact>> {
  const known = Object.entries(facts).flatMap(([name, term]) => {
    const fact = factOf(term, scenes);
    return fact ? [[name, fact] as const] : [];
  });
  return Object.fromEntries(known);
}

function factOf(term: Term, scenes: PlayedScenes): StoryFact | null {
  if (!('above' in term)) {
    const value = figureOf(term, scenes);
    return value === null ? null : { unit: STORY_FIGURES[term[2]].unit, value };
  }
  const [above, below] = [figureOf(term.above, scenes), figureOf(term.below, scenes)];
  return above === null || below === null || below <= 0 ? null : { unit: 'ratio', value: above / below };
}

function figureOf([scene, lane, figure]: FigureTerm, scenes: PlayedScenes): number | null {
  const played = scenes[scene]?.find(({ id }) => id === lane);
  const value = played ? STORY_FIGURES[figure].of(played) : null;
  return value !== null && Number.isFinite(value) ? value : null;
}
