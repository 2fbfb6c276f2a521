import type { CellFault } from './row-sink';

/** Cells of a row group that are told of at most: there may be many times as many. */
const MOST_CELLS = 200_000;
const MORE: readonly CellFault[] = [{ column: '', reason: 'has cells that cannot be used' }];

/** What is wrong with the rows of a row group, found column by column. */
export class GroupFaults {
  readonly #isBad: Uint8Array;
  readonly #cells = new Map<number, CellFault[]>();
  #count = 0;

  constructor(rows: number) {
    this.#isBad = new Uint8Array(rows);
  }

  add(row: number, fault: CellFault): void {
    this.#isBad[row] = 1;
    if (this.#count >= MOST_CELLS) return;
    this.#count++;
    const before = this.#cells.get(row);
    if (before) before.push(fault);
    else this.#cells.set(row, [fault]);
  }

  /** Empty where nothing is wrong. */
  of(row: number): readonly CellFault[] {
    return this.#isBad[row] ? (this.#cells.get(row) ?? MORE) : [];
  }
}
