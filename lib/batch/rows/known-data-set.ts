import { isUuid } from '../../db/is-uuid';
import type { dataSets } from '../../db/schema';
import { TrilaneError } from '../../errors';

/** @throws TrilaneError `unknown-data-set` when it is no id of one */
export function checkedDataSetId(id: string): string {
  if (!isUuid(id)) throw unknownDataSet();
  return id;
}

export function unknownDataSet(): TrilaneError {
  return new TrilaneError('unknown-data-set', 'There is no such data set.');
}

type DataSetRow = typeof dataSets.$inferSelect;

/** @throws TrilaneError `unknown-data-set`, `data-set-not-ready`, `wrong-input` */
export function requireRowsFor(set: DataSetRow | undefined, model: string): asserts set is DataSetRow {
  if (!set) throw new TrilaneError('unknown-data-set', 'There is no such data set (any more).');
  if (set.state === 'failed') throw new TrilaneError('data-set-not-ready', `"${set.name}" could not be made.`);
  if (set.model !== model) {
    throw new TrilaneError('wrong-input', `"${set.name}" holds rows for the model ${set.model}, not ${model}.`);
  }
}
