import { keysOf, type LinkShape, type Pair, SEAL_KEY } from './link-shape';
import { decodedAgain, decodedOnce } from './mend-value';

/** `&` as HTML escapes it, as often as programs have done it; without the `&` itself. */
const ESCAPED_AMP = '(?:amp;|#0*38;|#x0*26;)*';
/** What programs add to count who comes from where. */
const TRACKERS = /^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_hs\w+)$/;
/** Of a mark after a link that HTML escapes, what looks like a key. */
const ESCAPED_MARK = /^(?:quot|apos|gt|lt|nbsp);[^=]*$/i;

/** The pairs that a query holds, found again where their `&` and `=` were escaped, and keys as the site writes them. */
export function splitPairs(pairs: readonly Pair[], shape: LinkShape): readonly Pair[] {
  const known = keysOf(shape);
  const split = pairs
    .flatMap(([key, value]) => apart(joined([keyOf(key), value], known), known, shape))
    .filter(([key, value]) => !TRACKERS.test(key) && !(value === '' && ESCAPED_MARK.test(key)));
  return isRecased(split, shape) ? split.map(([key, value]) => [key.toLowerCase(), value]) : split;
}

/** Whether the whole link is in capitals, or says by its seal that it is one of ours; else a key in capitals is another key. */
function isRecased(pairs: readonly Pair[], { prose = [] }: LinkShape): boolean {
  const keys = pairs.map(([key]) => key);
  const values = pairs.filter(([key]) => !prose.includes(key.toLowerCase())).map(([, value]) => value);
  const isCapital = (texts: readonly string[]) => !/[a-z]/.test(texts.join('')) && /[A-Z]/.test(texts.join(''));
  return keys.some((key) => key.toLowerCase() === SEAL_KEY) || (isCapital(keys) && isCapital(values));
}

/** A key that is none of ours, with its value, may be one that was broken, or a whole query that was encoded. */
function joined([key, value]: Pair, known: readonly string[]): Pair {
  if (known.includes(key)) return [key, value];
  const text = decodedUntil(value === '' ? key : `${key}=${value}`, (each) => each.includes('='));
  // `or=<line break>der=fixed`: an equals sign at the end of a line of quoted-printable.
  for (let end = text.indexOf('='); end >= 0; end = text.indexOf('=', end + 1)) {
    const name = keyOf(text.slice(0, end).replaceAll('=', ''));
    if (known.includes(name.toLowerCase())) return [name, text.slice(end + 1)];
  }
  return [key, value];
}

/** Pairs that stand in the value of another since their `&` was escaped. */
function apart([key, value]: Pair, known: readonly string[], { prose = [] }: LinkShape): readonly Pair[] {
  const names = known.map((name) => name.replaceAll('.', '\\.')).join('|');
  const isProse = prose.includes(key);
  // A semicolon or a question mark in what people wrote is their own.
  const border = new RegExp(`(?:&${ESCAPED_AMP}${isProse ? '' : '|[;?]'})\\s*(${names})=`, 'i');
  const text = decodedUntil(value, (each) => border.test(each));
  const [first = '', ...rest] = text.split(border);
  if (rest.length === 0) return [[key, value]];
  const pairs: Pair[] = [[key, first]];
  for (let at = 0; at < rest.length; at += 2) pairs.push([keyOf(rest[at] ?? ''), rest[at + 1] ?? '']);
  return pairs;
}

/** Decoded no more often than is needed. */
function decodedUntil(text: string, holds: (text: string) => boolean): string {
  return [text, decodedOnce(text)].find(holds) ?? decodedAgain(text);
}

function keyOf(key: string): string {
  return key.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(new RegExp(`^[&?]?${ESCAPED_AMP}`, 'i'), '');
}
