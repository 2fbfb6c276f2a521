import type { SimLaneId } from '../scenario/lanes-schema';
import type { SimSetup } from '../setup/fields';
import type { Load } from '../setup/load';
import type { AdvisedFigures, BrokenNeed } from './judge';
import type { Needs } from './needs';
import type { Sensitivity } from './sensitivity';

/** A lane, and how it meets the needs. */
export interface Option {
  readonly lane: SimLaneId;
  /** `unplayed`: it would have to be played one by one, and there are too many requests. */
  readonly state: 'fits' | 'breaks' | 'unplayed';
  /** The run behind it; `null` where there is none. */
  readonly run: { readonly setup: SimSetup; readonly played: Load['played']; readonly requests: number } | null;
  readonly figures: AdvisedFigures | null;
  readonly broken: readonly BrokenNeed[];
  /** Up to where it holds; `null` = not known yet, or ruled out. */
  readonly sensitivity: Sensitivity | null;
}

export interface Advice {
  readonly needs: Needs;
  /** The best first. */
  readonly options: readonly Option[];
  /** All lanes have been weighed up; up to where each holds may still be looked for. */
  readonly isWeighed: boolean;
}
