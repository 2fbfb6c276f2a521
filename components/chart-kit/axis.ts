import { roundTicks } from '@/lib/chart/ticks';
import { textWidth } from './text-width';

/** A quantity along a side of a chart. */
export interface Axis {
  /** Linear unless said otherwise. */
  readonly scale?: 'linear' | 'log';
  readonly from: number;
  readonly to: number;
  /** Values that are written along it. */
  readonly ticks: readonly number[];
  readonly words: (value: number) => string;
  /** What it counts. */
  readonly name?: string | undefined;
  /** What lies beyond its ends is cut off; else it reaches as far as what is drawn. */
  readonly cuts?: boolean;
}

/** An axis across a chart: how many values are written along it may depend on its length, px. */
export interface AxisAcross extends Omit<Axis, 'ticks'> {
  readonly ticks: readonly number[] | ((lengthPx: number) => readonly number[]);
}

/** From the words of an axis to the plot, and a little room for letters that are wider on the page than on a canvas. px */
const GAP_PX = 12;

/** Room that the words of an axis take beside the plot, px. @param leastPx where the words are not known yet */
export function axisWidth({ ticks, words }: Pick<Axis, 'ticks' | 'words'>, textPx: number, leastPx = 0): number {
  return Math.ceil(Math.max(leastPx, ...ticks.map((tick) => textWidth(words(tick), textPx)))) + GAP_PX;
}

/** Room that an axis takes below the plot, px: a line of words, and one for what it counts. */
export const axisHeight = (isNamed: boolean, textPx: number) => Math.ceil(textPx * (isNamed ? 3.4 : 1.9));

/** From 0 to the first round value that is not below `most`, with about `count` values along it. */
export function axisFromZero(most: number, count: number, words: Axis['words']): Axis {
  const ticks = roundTicks(most, count, 'beyond');
  return { from: 0, to: ticks.at(-1) ?? most, ticks, words };
}

/** From the first to the last of some ticks, on a logarithmic scale. */
export function logAxisOf(ticks: readonly number[], words: Axis['words']): Axis {
  return { scale: 'log', from: ticks[0] ?? 1, to: ticks.at(-1) ?? 10, ticks, words };
}

/** Shares of a whole, up to all of it. */
export const axisOfShares = (ticks: readonly number[], words: Axis['words']): Axis => ({
  from: 0,
  to: 1,
  ticks,
  words,
});

/** Moments from the start of something to its end, ms; the start is written without a unit. */
export function axisOfTime(
  endMs: number,
  textPx: number,
  words: { readonly seconds: (ms: number) => string; readonly count: (value: number) => string },
): AxisAcross {
  const tickPx = textWidth(words.seconds(10_000), textPx) * 2;
  return {
    from: 0,
    to: endMs,
    ticks: (lengthPx) => roundTicks(endMs, Math.max(2, Math.floor(lengthPx / tickPx)), 'within'),
    words: (ms) => (ms === 0 ? words.count(0) : words.seconds(ms)),
  };
}
