export type JsonLine = Readonly<Record<string, unknown>>;

/**
 * The object on a line; `null` where there is none. What Python writes though it is no JSON is read, too: NaN is null, and
 * Infinity a text. Whole numbers of more digits than a number holds are texts, so that they come back as they stand.
 */
export function jsonLine(text: string): JsonLine | null {
  if (!UNUSUAL.test(text)) return objectFrom(text);
  return objectFrom(
    text.replace(TEXT_OR_UNUSUAL, (match) => (match.startsWith('"') ? match : match === 'NaN' ? 'null' : `"${match}"`)),
  );
}

const UNUSUAL = /NaN|Infinity|\d{16}/;
const TEXT_OR_UNUSUAL = /"(?:[^"\\]|\\.)*"|\bNaN\b|-?\bInfinity\b|-?(?<![\d.eE+])[1-9]\d{15,}(?![\d.eE])/g;

function objectFrom(text: string): JsonLine | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonLine) : null;
  } catch {
    return null;
  }
}

const MEMBER = /"(?:[^"\\]|\\.)*"(?=\s*:)/g;

/** The name that a line has twice, of which the parser keeps the last; `null` where there is none, or an inner object. */
export function nameTwice(text: string, object: JsonLine): string | null {
  if (text.indexOf('{', text.indexOf('{') + 1) >= 0) return null;
  const names: readonly string[] = text.match(MEMBER) ?? [];
  if (names.length === Object.keys(object).length) return null;
  return names.find((name, at) => names.indexOf(name) < at)?.slice(1, -1) ?? null;
}
