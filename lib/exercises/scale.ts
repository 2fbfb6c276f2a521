import { z } from 'zod';
import { roundAbove } from '../chart/ticks';
import { UNITS } from './evidence/figures';

/** An axis a number is placed on. */
export const scale = z.strictObject({
  unit: z.enum(UNITS),
  least: z.number(),
  most: z.number(),
  /** On a logarithmic scale a step is a factor; `least` is above 0. */
  kind: z.enum(['linear', 'log']),
});
export type Scale = Readonly<z.infer<typeof scale>>;

/** Mantissas a handle stops at, in tenths: near enough to one another that no answer is out of reach, round enough to be read out. */
const MANTISSAS = [
  ...range(10, 20, 1), // 1.0, 1.1 ... 1.9
  ...range(20, 50, 2),
  ...range(50, 100, 5),
];
const LINEAR_STOPS = 100;
const MOST_LABELS = 6;
/** Of the scale's length. */
const END_ROOM = 0.14;

/** Where a value stands on a scale: 0 at its least, 1 at its most; values beyond it stand at its ends. */
export function positionOf({ kind, least, most }: Scale, value: number): number {
  const position = kind === 'log' ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
  return Math.min(1, Math.max(0, position));
}

/** The stop nearest to a position. @param position 0..1 */
export function valueAt(scale: Scale, position: number): number {
  const away = (value: number) => Math.abs(positionOf(scale, value) - position);
  return stopsOf(scale).reduce((nearest, stop) => (away(stop) < away(nearest) ? stop : nearest));
}

/** The stop `by` stops further on (back where negative), at most the last one; a value between two stops moves to its neighbour first. */
export function stepFrom(scale: Scale, value: number, by: number): number {
  const stops = stopsOf(scale);
  const above = stops.findIndex((stop) => stop > value);
  const next = above < 0 ? stops.length : above;
  const isStop = stops[next - 1] === value;
  const index = by > 0 ? next - 1 + by : isStop ? next - 1 + by : next + by;
  return stops[Math.min(stops.length - 1, Math.max(0, index))] ?? scale.least;
}

/** What a handle can be put at, ascending: round values, and the ends. Pieces are whole. */
export function stopsOf(scale: Scale): readonly number[] {
  const { unit, least, most } = scale;
  const isWhole = unit === 'count';
  const between = (scale.kind === 'log' ? logStops(scale) : linearStops(scale, LINEAR_STOPS)).filter(
    (stop) => stop > least && stop < most && (!isWhole || Number.isInteger(stop)),
  );
  return [least, ...between, most];
}

/** Marks along a scale, ascending; those without a label are shorter. */
export interface Tick {
  readonly value: number;
  readonly labelled: boolean;
}

/** Decades of a logarithmic scale have labels, twos and fives are marked; a short scale has labels at these too. */
export function ticksOf(scale: Scale): readonly Tick[] {
  const { kind, least, most } = scale;
  if (kind === 'linear') return linearStops(scale, MOST_LABELS - 1).map((value) => ({ value, labelled: true }));
  const marks = decadesOf(scale).flatMap((exponent) =>
    [1, 2, 5].map((factor) => ({ value: Number(`${factor}e${exponent}`), factor, exponent })),
  );
  const within = marks.filter(({ value }) => value >= least && value <= most);
  const decades = within.filter(({ factor }) => factor === 1);
  const isShort = within.length <= MOST_LABELS;
  // Counted from 1, so that every scale has a label there.
  const every = Math.ceil(decades.length / MOST_LABELS);
  const isLabelled = ({ factor, exponent }: (typeof marks)[number]) =>
    isShort || (factor === 1 && exponent % every === 0);
  const labels = within.filter(isLabelled).map(({ value }) => positionOf(scale, value));
  // An end says how far the scale goes, where there is room for it.
  const isEnd = (value: number) =>
    (value === least || value === most) && labels.every((at) => Math.abs(at - positionOf(scale, value)) >= END_ROOM);
  return within.map((mark) => ({ value: mark.value, labelled: isLabelled(mark) || isEnd(mark.value) }));
}

function logStops(scale: Scale): readonly number[] {
  return decadesOf(scale).flatMap((exponent) => MANTISSAS.map((tenths) => Number(`${tenths}e${exponent - 1}`)));
}

function decadesOf({ least, most }: Scale): readonly number[] {
  return range(Math.floor(Math.log10(least)), Math.floor(Math.log10(most) + 1e-9) + 1, 1);
}

/** Multiples of 1, 2 or 5 times a power of ten within the scale, `count` steps or fewer. */
function linearStops({ least, most, unit }: Scale, count: number): readonly number[] {
  const fine = roundAbove((most - least) / count);
  const step = unit === 'count' ? Math.max(1, fine) : fine;
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return range(first, last + 1, 1).map((index) => Number((index * step).toPrecision(12)));
}

function range(from: number, before: number, step: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.ceil((before - from) / step)) }, (_, index) => from + index * step);
}
