import { type ErrorReport, TrilaneError } from '../../errors';
import { keysOf, type LinkShape, type Pair, SEAL_KEY } from './link-shape';
import { decodedAgain, decodedOnce, mendValue, withoutTail } from './mend-value';
import { sealOf } from './seal';
import { splitPairs } from './split-pairs';

export interface MendedLink {
  /** What the link says, without its seal. */
  readonly params: URLSearchParams;
  /** What may be missing from it, in words; nothing where only the writing had changed. */
  readonly problems: readonly ErrorReport[];
}

/** `=` as quoted-printable writes it. */
const QUOTED_EQUALS = /^3D/i;

/**
 * Undoes what mail programs, messengers and word processors do to a link: line breaks and spaces in it, `&` or `=` or `%`
 * escaped once more, marks of the sentence after it, other dashes, quotes and capitals. Where a link was sealed, whatever
 * else was lost or changed is found out; where it was not, signs of a cut are.
 */
export function mendLink(params: URLSearchParams, shape: LinkShape): MendedLink {
  const raw: readonly Pair[] = [...params];
  if (isWhole(raw, shape)) return mendedOf(raw, []);
  const pairs = splitPairs(raw, shape);
  const isQuoted = quotedPrintable(pairs, shape);
  const plain = isQuoted ? pairs.map(([key, value]): Pair => [key, value.replace(QUOTED_EQUALS, '')]) : pairs;
  const { mended, cut } = withoutEnd(plain, shape);
  const candidates = proseCandidates(mended, plain, shape, isQuoted);
  const whole = candidates.find((candidate) => isWhole(candidate, shape));
  if (whole) return mendedOf(whole, []);
  const isSealed = mended.some(([key]) => key === SEAL_KEY);
  const changed = 'The link does not fit the check number that it begins with.';
  return mendedOf(candidates[0] ?? mended, isSealed ? [changed] : cut);
}

function mendedOf(pairs: readonly Pair[], details: readonly string[]): MendedLink {
  return {
    params: new URLSearchParams(pairs.filter(([key]) => key !== SEAL_KEY).map(([key, value]) => [key, value])),
    problems: details.map((detail) => new TrilaneError('damaged-link', detail).toReport()),
  };
}

function isWhole(pairs: readonly Pair[], shape: LinkShape): boolean {
  const seal = pairs.find(([key]) => key === SEAL_KEY)?.[1];
  return seal !== undefined && seal === sealOf(pairs, shape);
}

function isMade(key: string, { prose = [] }: LinkShape): boolean {
  return !prose.includes(key);
}

/** Whether every value begins with what is left of an escaped `=`, one that the site made up among them. */
function quotedPrintable(pairs: readonly Pair[], shape: LinkShape): boolean {
  const known = keysOf(shape);
  return (
    pairs.length > 0 &&
    pairs.every(([, value]) => QUOTED_EQUALS.test(value.trim())) &&
    pairs.some(([key]) => known.includes(key) && isMade(key, shape))
  );
}

/** Values that the site made up are mended; what stands at the very end may be the sentence's, or show a cut. */
function withoutEnd(pairs: readonly Pair[], shape: LinkShape) {
  const { lists = [], exact = [] } = shape;
  const known = keysOf(shape);
  const cut: string[] = [];
  const mended = pairs.flatMap(([key, value], index): Pair[] => {
    const isLast = index === pairs.length - 1;
    if (isLast && value === '' && !known.includes(key) && known.some((name) => key !== '' && name.startsWith(key))) {
      cut.push(`The link ends in "${key}": it was cut off there.`);
      return [];
    }
    if (!isMade(key, shape) || !known.includes(key)) {
      if (isLast && value.endsWith('\ufffd'))
        cut.push(`The link ends within a letter of "${key}": it was cut off there.`);
      return [[key, value]];
    }
    const plain = mendValue(value) || value;
    const cased = exact.includes(key) ? plain : plain.toLowerCase();
    if (!isLast) return [[key, cased]];
    if (/\.\.\.["')\]>]*$/.test(cased))
      cut.push(`The link ends in "…": it was shortened, and what followed is missing.`);
    // One that begins with a comma was written so.
    else if (lists.includes(key) && /^[^,].*,[^a-z0-9]*$/.test(cased))
      cut.push('The link ends in a comma: what followed may be missing.');
    return [[key, withoutTail(cased) || cased]];
  });
  return { mended, cut };
}

/** What people wrote can be read in several ways; the likeliest first. A seal tells which is meant. */
function proseCandidates(
  mended: readonly Pair[],
  before: readonly Pair[],
  shape: LinkShape,
  isQuoted: boolean,
): readonly (readonly Pair[])[] {
  const withProse = (change: (value: string) => string) =>
    mended.map(([key, value]): Pair => (isMade(key, shape) ? [key, value] : [key, change(value)]));
  const softBreaks = (value: string) => (isQuoted ? value.replace(/=\s*/g, '') : value);
  const isTwice = before.some(([key, value]) => isMade(key, shape) && decodedAgain(value) !== value);
  const spaced = (value: string) => softBreaks(value).replaceAll('+', ' ');
  const plain = withProse(softBreaks);
  const once = withProse((value) => decodedOnce(spaced(value)));
  const again = withProse((value) => decodedAgain(spaced(value)));
  const guessed = isTwice
    ? again
    : withProse((value) => (isEncoded(value) ? decodedAgain(spaced(value)) : softBreaks(value)));
  return [guessed, mended, plain, once, again, ...[plain, once, again].map((pairs) => endTrimmed(pairs, shape))];
}

/** A text whose spaces or letters outside ASCII are percent-encoded still. */
function isEncoded(value: string): boolean {
  return !/\s/.test(value) && /%20|%c[2-9a-f]%[89ab]|%[de][0-9a-f]%[89ab]/i.test(value);
}

function endTrimmed(pairs: readonly Pair[], shape: LinkShape): readonly Pair[] {
  return pairs.map(
    ([key, value], index): Pair =>
      index === pairs.length - 1 && !isMade(key, shape) ? [key, withoutTail(value)] : [key, value],
  );
}
