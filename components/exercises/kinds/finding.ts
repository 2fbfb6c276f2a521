/** A longer finding would not fit the title of a chart. */
export const MOST_LETTERS = 40;
