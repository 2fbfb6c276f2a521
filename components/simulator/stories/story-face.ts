import type { Scenario } from '@/lib/simulate/scenario/scenario';

/** What may be seen of a story before the choice is locked. */
export interface StoryFace {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly scenes: readonly FacedScene[];
}

export interface FacedScene {
  readonly id: string;
  readonly name: string;
  readonly scenario: Scenario;
}
