import type { Reading } from '../evidence/reading';
import type { Option } from '../option';
import type { FigureTerm } from '../term';
import { barOf, barPanel, type Panel } from './panel';
import { drawnAs, type Quantity, withinWhole } from './quantity';

/**
 * The items as bars in the order the learner put them: where that is right they grow from the top down, or shrink where the
 * most comes first. `null` where none of them is watched.
 * @param figures what each item is ordered by, as far as the exercise says so @param by what it was ordered by else
 */
export function orderPanel(
  items: readonly Option[],
  order: readonly string[],
  figures: Readonly<Record<string, FigureTerm>>,
  by: Readonly<Record<string, Reading>>,
  watched: readonly Quantity[],
): Panel | null {
  const figureOf = (id: string) => drawnAs(watched, figures[id] ?? null);
  const unit = (items.map(({ id }) => figureOf(id)).find((figure) => figure) ?? watched[0])?.unit;
  if (!unit) return null;
  const rows = order.flatMap((id, index) => {
    const item = items.find((each) => each.id === id);
    if (!item) return [];
    const figure = figureOf(id);
    const quantity: Quantity = {
      id,
      words: item.text,
      lane: item.lane ?? figure?.lane ?? null,
      unit,
      isAccuracy: figure?.isAccuracy ?? false,
      emulated: figure?.emulated ?? false,
      reading: withinWhole(unit, figure ? figure.reading : (by[id] ?? null)),
    };
    return [{ ...barOf(quantity), place: index + 1 }];
  });
  return barPanel(unit, rows);
}
