import { rankOf } from '../../measure/percentile';

/** Fewer values are put in order as they are. */
const FEW = 2048;
/** About so many values fall into a bucket, where they are spread evenly. */
const VALUES_A_BUCKET = 16;
const MOST_BUCKETS = 65_536;

/**
 * Exact quantiles by nearest rank (SPEC 2.6), as `measure/percentile` has them, without putting all values in order. They are counted in buckets by their
 * first digits, as the bits of doubles above 0 are in the order of what they stand for (IEEE 754, 5.10); only the buckets that hold a wanted rank are
 * put in order.
 *
 * @param values none of them NaN; left as they are
 * @param shares each 0..1, in any order
 * @returns one value for each share, in the order of the shares; NaN where there are no values
 * @throws RangeError for a share outside 0..1
 */
export function quantilesOf(values: Float64Array, shares: readonly number[]): number[] {
  const wrong = shares.find((share) => !(share >= 0 && share <= 1));
  if (wrong !== undefined) throw new RangeError(`A share must be from 0 to 1, not ${wrong}.`);
  const places = shares.map((share) => rankOf(share, values.length) - 1);
  if (values.length < FEW) {
    const sorted = values.slice().sort();
    return places.map((place) => sorted[place] ?? Number.NaN);
  }
  const found = valuesAt(
    values,
    [...new Set(places)].sort((a, b) => a - b),
  );
  return places.map((place) => found.get(place) ?? Number.NaN);
}

/** @param places ascending, from 0 on */
function valuesAt(values: Float64Array, places: readonly number[]): ReadonlyMap<number, number> {
  const { least, leastCount, low, high } = endsOf(values);
  // Waits are often nothing: those at the very foot need no order.
  const found = new Map(places.filter((place) => place < leastCount).map((place) => [place, least] as const));
  const others = places.slice(found.size);
  if (others.length === 0) return found;
  const buckets = Math.min(MOST_BUCKETS, values.length / VALUES_A_BUCKET);
  const shift = Math.max(0, Math.ceil(Math.log2((high - low + 1) / buckets)));
  const words = wordsOf(values);
  const counts = new Uint32Array(((high - low) >>> shift) + 1);
  for (let index = 0; index < values.length; index++) {
    if ((values[index] as number) === least) continue;
    const bucket = (keyOf(words[2 * index + 1] as number) - low) >>> shift;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  // The buckets that hold a wanted place, one after the other: where each begins among them, and among all.
  const into = new Int32Array(counts.length).fill(-1);
  const wanted: { readonly from: number; readonly to: number; readonly rank: number }[] = [];
  let [bucket, rank, size] = [0, leastCount, 0];
  for (const place of others) {
    while (place >= rank + (counts[bucket] as number)) rank += counts[bucket++] as number;
    if (into[bucket] !== -1) continue;
    into[bucket] = size;
    wanted.push({ from: size, to: size + (counts[bucket] as number), rank });
    size += counts[bucket] as number;
  }
  const held = new Float64Array(size);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value === least) continue;
    const own = (keyOf(words[2 * index + 1] as number) - low) >>> shift;
    const at = into[own] as number;
    if (at === -1) continue;
    held[at] = value;
    into[own] = at + 1;
  }
  for (const { from, to } of wanted) held.subarray(from, to).sort();
  let group = 0;
  for (const place of others) {
    while (place >= groupEnd(wanted[group])) group++;
    const { from, rank: first } = wanted[group] as (typeof wanted)[number];
    found.set(place, held[from + place - first] as number);
  }
  return found;
}

const groupEnd = (group: { readonly from: number; readonly to: number; readonly rank: number } | undefined): number =>
  group ? group.rank + group.to - group.from : Number.POSITIVE_INFINITY;

/** The least value and how often it is there, and between which keys all lie. */
function endsOf(values: Float64Array) {
  const words = wordsOf(values);
  let [least, leastCount, low, high] = [Number.POSITIVE_INFINITY, 0, 0x7fffffff, -0x80000000];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const key = keyOf(words[2 * index + 1] as number);
    if (key < low) low = key;
    if (key > high) high = key;
    if (value > least) continue;
    leastCount = value === least ? leastCount + 1 : 1;
    least = value;
  }
  return { least, leastCount, low, high };
}

/** The two halves of each value; the upper one is second, as on every machine that browsers run on. */
const wordsOf = ({ buffer, byteOffset, length }: Float64Array): Int32Array =>
  new Int32Array(buffer, byteOffset, 2 * length);

/** In the order of the values, those below 0 as well: their digits count downwards. */
const keyOf = (upper: number): number => upper ^ ((upper >> 31) & 0x7fffffff);
