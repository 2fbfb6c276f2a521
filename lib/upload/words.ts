const LONGEST_QUOTE = 40;

/** For a sentence that is shown: short, on one line, and no formula when a spreadsheet opens it. */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'object') return 'an object';
  const text = String(value);
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ' ');
  return `"${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}"`;
}

const MOST_NAMES = 20;

/** "a, b and 3 more". */
export function listed(names: readonly string[]): string {
  const first = names.slice(0, MOST_NAMES);
  const more = names.length - first.length;
  return more > 0 ? `${first.join(', ')} and ${more} more` : first.join(', ');
}
