import type { UploadDecimal, UploadSeparator } from '../wire/upload';
import type { ColumnUse } from './match-columns';
import type { UploadQuestion } from './questions';
import { type DecimalEvidence, decimalEvidence } from './read-number';

/** Counts what the numbers of a file say of their decimal mark. */
export class DecimalTally {
  #point = 0;
  #comma = 0;
  #eitherPoint = 0;
  #eitherComma = 0;
  /** The first number of each kind that has a mark. */
  readonly #examples = new Map<DecimalEvidence, string>();
  /** Numbers with a comma in them. */
  commas = 0;

  /** Looks at the cells of the columns the model knows. */
  row(cells: readonly string[], uses: readonly ColumnUse[]): void {
    for (let at = 0; at < uses.length; at++) {
      const use = uses[at];
      if (use?.is === 'value' && use.column.place !== null) this.cell(cells[at] ?? '');
    }
  }

  cell(cell: string): void {
    const text = cell.trim();
    const says = decimalEvidence(text);
    if (says === null) return;
    if (text.includes(',')) this.commas++;
    if (says === 'point') this.#point++;
    else if (says === 'comma') this.#comma++;
    else if (text.includes(',')) this.#eitherComma++;
    else this.#eitherPoint++;
    if (!this.#examples.has(says)) this.#examples.set(says, text);
  }

  /** Whether some numbers have a decimal comma, and others a point that was taken for a decimal one. */
  get isContradictory(): boolean {
    return this.#comma > 0 && this.#point + this.#eitherPoint > 0;
  }

  /** What a person is asked where it does not decide. */
  get question(): Extract<UploadQuestion, { about: 'decimal' }> {
    const [comma, point, either] = (['comma', 'point', 'either'] as const).map((says) => this.#examples.get(says));
    const other = point ?? either;
    const example = comma && other ? `${comma} and ${other}` : (either ?? '');
    return { about: 'decimal', choices: ['comma', 'point'], example };
  }

  /**
   * A mark that some number can only have as its decimal one decides. Where both kinds are there, or where every mark may as
   * well part thousands, nobody knows; but what is parted by commas has decimal points, where nothing speaks against it.
   * @returns `null` where no number has a mark
   */
  decide(separator: UploadSeparator): UploadDecimal | 'ask' | null {
    if (this.#comma > 0 && (this.#point > 0 || (separator === 'comma' && this.#eitherPoint > 0))) return 'ask';
    if (this.#comma > 0) return 'comma';
    if (this.#point > 0) return 'point';
    if (this.#eitherComma > 0) return 'ask';
    if (this.#eitherPoint > 0) return separator === 'comma' ? 'point' : 'ask';
    return null;
  }
}
