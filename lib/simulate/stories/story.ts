import type { SimLaneId } from '../scenario/lanes-schema';
import type { Scene } from '../scenario/scene';
import type { StoryFigure } from './figures';

/** A figure of one lane in one of the scenes, by its place. */
export type FigureTerm = readonly [scene: number, lane: SimLaneId, figure: StoryFigure];

/** One figure, or one over another. */
export type Term = FigureTerm | { readonly above: FigureTerm; readonly below: FigureTerm };

/** What decides which option is right: computed from the figures, whatever they are. */
export type Key =
  /** Each option stands for a figure: the largest or the least of them is right, if it is plainly so. */
  | { readonly kind: 'largest' | 'least'; readonly of: Readonly<Record<string, FigureTerm>> }
  /** Options divide a scale among them: from which value on each holds, the least first. */
  | { readonly kind: 'bands'; readonly of: Term; readonly from: Readonly<Record<string, number>> };

/**
 * A case to be played, with a question to be answered before. Plain data; its words are in the catalogue under
 * `simulatorStories.stories.<id>`.
 */
export interface Story {
  readonly id: string;
  readonly scenes: readonly [Scene, ...Scene[]];
  /** What it is about begins then; absent: with the first request. ms */
  readonly pictureFromMs?: number;
  readonly key: Key;
  /** What the words on what to notice speak of, by the name it has there. */
  readonly facts: Readonly<Record<string, Term>>;
}

/** In the order they are shown. */
export const optionsOf = ({ key }: Story): readonly string[] => Object.keys(key.kind === 'bands' ? key.from : key.of);
