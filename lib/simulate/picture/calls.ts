import type { PassageColumns } from '../events/passages';
import type { Stage } from './stages';
import { Visits } from './visits';

/** So many workers or devices are drawn one by one. */
const MOST_CELLS = 64;

/** What workers are busy with: calls of the model, or chunks of a job. */
export interface Calls {
  /** Of calls, by their index here. */
  readonly visits: Visits;
  /** The cell that each is drawn in, 0 .. cells - 1; -1 = in none. */
  readonly cell: Int32Array;
  readonly items: Int32Array;
  /** One of its passages. */
  readonly passage: Int32Array;
  /** Whether each worker has a cell of its own: place x workers of a place + worker. Else a call is drawn in any cell that is free. */
  readonly hasOwnCells: boolean;
  readonly cells: number;
}

/** @param working the passages that the stage works on */
export function callsOf(stage: Stage, working: Visits, passages: PassageColumns): Calls {
  const { begunMs, leftMs, call, place } = passages;
  const first: number[] = [];
  const items: number[] = [];
  const indices = new Map<number, number>();
  for (const row of working.who) {
    const index = indices.get(call[row] as number);
    if (index === undefined) {
      indices.set(call[row] as number, first.length);
      first.push(row);
      items.push(1);
    } else items[index] = (items[index] ?? 0) + 1;
  }
  const { places, workersPerPlace } = stage;
  const workers = places * workersPerPlace;
  const hasOwnCells = workers <= MOST_CELLS;
  const cells = Math.min(workers, MOST_CELLS);
  const freeMs = new Float64Array(cells);
  const ended = (row: number) => (Number.isNaN(leftMs[row]) ? Number.POSITIVE_INFINITY : (leftMs[row] as number));
  const cell = first.map((row) => {
    const from = hasOwnCells ? (place[row] as number) * workersPerPlace : 0;
    const to = hasOwnCells ? from + workersPerPlace : cells;
    for (let at = from; at < to; at++) {
      if ((freeMs[at] as number) > (begunMs[row] as number)) continue;
      freeMs[at] = ended(row);
      return at;
    }
    return -1;
  });
  return {
    ...{ hasOwnCells, cells },
    visits: new Visits(
      Float64Array.from(first, (row) => begunMs[row] as number),
      Float64Array.from(first, ended),
      Int32Array.from(first.keys()),
    ),
    cell: Int32Array.from(cell),
    items: Int32Array.from(items),
    passage: Int32Array.from(first),
  };
}
