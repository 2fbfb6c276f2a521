import type { FacedScene } from '../played-scenes';

/** What may be seen of a story before the choice is locked. */
export interface StoryFace {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly scenes: readonly FacedScene[];
  /** What it is about begins then. ms */
  readonly pictureFromMs: number;
}
