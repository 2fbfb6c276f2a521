/** `{{c1::text::hint}}`. https://docs.ankiweb.net/editing.html#cloze-deletion */
const GAP = /\{\{c(\d+)::((?:(?!\{\{|\}\}|::)[\s\S])*)(?:::((?:(?!\{\{|\}\}|::)[\s\S])*))?\}\}/g;
const ANY_GAP = /\{\{c\d+::/;

export interface ClozeCard {
  readonly front: string;
  readonly back: string;
}

/** Whether a text has gaps to be filled. */
export function hasGaps(text: string): boolean {
  return ANY_GAP.test(text);
}

/**
 * A card for each number of a gap: the sentence with `[...]`, or the hint, in its place, and what stood there.
 * @returns `null` where a gap is not closed, empty, or within another
 */
export function clozeCards(text: string): readonly ClozeCard[] | null {
  if (hasGaps(text.replace(GAP, ''))) return null;
  const gaps = [...text.matchAll(GAP)].map(([, number = '', answer = '']) => ({ number: Number(number), answer }));
  if (gaps.some(({ number, answer }) => number === 0 || answer.trim() === '')) return null;
  const numbers = [...new Set(gaps.map(({ number }) => number))].sort((a, b) => a - b);
  return numbers.map((asked) => ({
    front: text.replace(GAP, (_, number: string, answer: string, hint?: string) =>
      Number(number) === asked ? `[${hint?.trim() || '...'}]` : answer,
    ),
    back: [...new Set(gaps.filter(({ number }) => number === asked).map(({ answer }) => answer.trim()))].join(', '),
  }));
}
