import type { Evidence } from '../evidence/evidence';
import type { Exercise } from '../exercise';
import type { PredictionOf } from '../kinds';
import { barOf, barPanel, type Panel } from './panel';
import { itemFigures } from './told-by-examples';
import { watchedOf, withinWhole } from './watched';

/** The items as bars in the order the learner put them: where that is right they grow from the top down. `null` where none of them is watched. */
export function orderPanel(
  exercise: Exercise<'order'>,
  { order }: PredictionOf<'order'>,
  evidence: Evidence,
): Panel | null {
  const watched = watchedOf(exercise, evidence);
  const figures = itemFigures(exercise);
  const by = exercise.key.truth(evidence)?.by;
  const unit = (watched.find(({ id }) => Object.values(figures).includes(id)) ?? watched[0])?.unit;
  if (!unit) return null;
  const rows = order.flatMap((id, index) => {
    const item = exercise.ask.input.items.find((each) => each.id === id);
    if (!item) return [];
    const figure = watched.find((each) => each.id === figures[id]);
    const quantity = {
      id,
      words: item.text,
      lane: item.lane ?? figure?.lane ?? null,
      unit,
      isAccuracy: figure?.isAccuracy ?? false,
      emulated: figure?.emulated ?? false,
      reading: withinWhole(unit, by?.[id] ?? figure?.reading ?? null),
    };
    return [{ ...barOf(quantity), place: index + 1 }];
  });
  return barPanel(unit, rows);
}
