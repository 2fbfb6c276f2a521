/** Width of a text, px. */
export type Measure = (text: string) => number;

/**
 * Breaks a text between words into lines no wider than `mostPx`; a word that is wider has a line of its own.
 * @param lastPx room that must be left beside the last line for what follows it, px; where there is none, an empty line is added
 */
export function linesOf(text: string, mostPx: number, measure: Measure, lastPx = 0): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && measure(longer) <= mostPx) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const last = lines.at(-1);
  if (lastPx > 0 && last !== undefined && measure(last) + lastPx > mostPx) lines.push('');
  return lines;
}

/** Where a label of some width begins, so that it is centred on `at` as nearly as its room allows; all px. */
export function centredWithin(at: number, widthPx: number, from: number, to: number): number {
  return Math.max(from, Math.min(at - widthPx / 2, to - widthPx));
}
