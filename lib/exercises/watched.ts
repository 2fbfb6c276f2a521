import { isEmulated } from '../emulate/conditions';
import { conditionsOf } from '../experiment/setup';
import type { ModeId } from '../modes';
import { type Quantity, quantityId, withinWhole } from './drawing/quantity';
import { type Evidence, figureOf } from './evidence/evidence';
import { unitOf } from './evidence/figures';
import type { AnyExercise } from './exercise';
import { isSimulated, setupOfLeg } from './leg';

/** What is to be drawn live, with what is known of it. */
export function watchedOf({ ask, key }: Pick<AnyExercise, 'ask' | 'key'>, evidence: Evidence): readonly Quantity[] {
  return key.watch.map(({ leg, figure, words, lane }) => ({
    id: quantityId(leg, figure),
    words,
    lane,
    unit: unitOf(figure),
    isAccuracy: figure.endsWith('.accuracy'),
    emulated: isEmulatedIn(ask.legs[leg], lane),
    reading: withinWhole(unitOf(figure), figureOf(evidence, leg, figure)),
  }));
}

function isEmulatedIn(leg: AnyExercise['ask']['legs'][number] | undefined, lane: ModeId | null): boolean {
  if (!leg || isSimulated(leg) || !lane) return false;
  const setup = setupOfLeg({ title: leg.title, changes: leg.changes }, []);
  return setup !== null && isEmulated(conditionsOf(setup, lane));
}
