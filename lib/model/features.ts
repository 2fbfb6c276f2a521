/** What stands for a value that is not known, in every row a table model takes: nothing in the data is negative. */
export const MISSING = -1;

/** A column of a table model's input. Its values are floats: a number as it is, a category as its place in `categories`. */
export interface Feature {
  /** The column's name, e.g. `seniority`. */
  readonly id: string;
  readonly kind: 'number' | 'category';
  /** Of a category: the ids of its values, in the order of their codes. */
  readonly categories?: readonly string[];
  /** The smallest and largest known value in the training data; of a category, codes. */
  readonly least: number;
  readonly most: number;
  readonly integer: boolean;
  /** Whether the data has rows without it. The model takes `MISSING` in any column. */
  readonly mayBeMissing: boolean;
  /** Standard deviation of the known values in the training data. */
  readonly spread: number;
}

/** The id of a category's value; `null` for a number, for what is missing, and for a code that stands for nothing. */
export function categoryOf({ categories }: Feature, value: number): string | null {
  return categories?.[value] ?? null;
}
