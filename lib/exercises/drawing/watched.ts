import { isEmulated } from '../../emulate/conditions';
import { conditionsOf } from '../../experiment/setup';
import type { ModeId } from '../../modes';
import { type Evidence, figureOf } from '../evidence/evidence';
import { type Unit, unitOf } from '../evidence/figures';
import type { Reading } from '../evidence/reading';
import type { AnyExercise, Watch } from '../exercise';
import { setupOfLeg } from '../leg';

/** Something that is measured and drawn. */
export interface Quantity {
  readonly id: string;
  readonly words: string;
  readonly lane: ModeId | null;
  readonly unit: Unit;
  /** An accuracy: it is told to a tenth of a percent. */
  readonly isAccuracy: boolean;
  /** Time was added on purpose that no machine or network took. */
  readonly emulated: boolean;
  /** `null` = not measured yet, or not at all. */
  readonly reading: Reading | null;
}

/** What is to be drawn live, with what is known of it. */
export function watchedOf({ ask, key }: AnyExercise, evidence: Evidence): readonly Quantity[] {
  return key.watch.map(({ leg, figure, words, lane }) => ({
    id: idOf({ leg, figure }),
    words,
    lane,
    unit: unitOf(figure),
    isAccuracy: figure.endsWith('.accuracy'),
    emulated: isEmulatedIn(ask.legs[leg], lane),
    reading: withinWhole(unitOf(figure), figureOf(evidence, leg, figure)),
  }));
}

/** The interval of a share ends at the whole. */
export function withinWhole(unit: Unit, reading: Reading | null): Reading | null {
  if (!reading || unit !== 'share' || reading.high <= 1) return reading;
  return { ...reading, high: Math.max(1, reading.value) };
}

const idOf = ({ leg, figure }: Pick<Watch, 'leg' | 'figure'>) => `${leg}.${figure}`;

function isEmulatedIn(leg: AnyExercise['ask']['legs'][number] | undefined, lane: ModeId | null): boolean {
  if (!leg || !lane) return false;
  const setup = setupOfLeg({ title: leg.title, changes: leg.changes }, []);
  return setup !== null && isEmulated(conditionsOf(setup, lane));
}
