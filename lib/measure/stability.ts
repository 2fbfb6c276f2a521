import { gathers, type ModeId } from '../modes';
import { type Column, createColumn } from './column';
import { effectiveCount, lagOneCorrelation } from './correlation';
import { differs, type Estimate } from './interval';
import { itemOrder } from './item-order';
import type { Measurement } from './measurement';
import { medianIntervalOf } from './median-interval';
import { nearestRank, samplesNeeded } from './percentile';
import { poissonInterval } from './poisson';
import { JUDGED_WINDOWS, MOST_MOVED, STABILITY_WINDOWS } from './rules';

/** One of five equal parts of the schedule. ms from the start of the lane */
export interface StabilityWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** Answers that came in the window. */
  readonly answered: number;
  /** Items that arrived in it. */
  readonly arrived: number;
  /** Of the items that arrived in the window and were answered; NaN when there are none. */
  readonly medianMs: number;
}

export interface Stability {
  /**
   * `stable`: neither moved by more than 1.10. `unstable`: one did, beyond chance. `too-noisy`: one did, and chance may explain
   * it. `too-short`: one of the last three windows has too few answers to speak of a median.
   */
  readonly state: 'stable' | 'unstable' | 'too-noisy' | 'too-short';
  readonly windows: readonly StabilityWindow[];
  /** Largest over smallest in the last three windows; `null` where the rule does not judge it. */
  readonly latencyRatio: number | null;
  readonly throughputRatio: number | null;
  /** Which of the two moved beyond chance. */
  readonly moved: readonly Moving[];
  /**
   * How many times the median latency of the windows before those that are judged is that of these, where the two differ beyond chance; absent
   * where they do not, or latency is not judged.
   */
  readonly warmUpRatio?: number;
}

/** What of a lane may move. */
export type Moving = 'latency' | 'throughput';

const WINDOWS = STABILITY_WINDOWS;
const FEWEST_ANSWERS = samplesNeeded(0.5);

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
  answered: number;
  arrived: number;
  /** In the order of arrival. */
  readonly latenciesMs: number[];
}

/**
 * Whether a lane had settled (SPEC 5.6): over the last three of five windows, largest over smallest at most 1.10 for
 * latency and for throughput. A larger ratio counts only when the 95 % intervals of the two windows are apart as well.
 * Throughput is answers an arrival where the schedule sets the pace, and answers a second where everything came at once (a
 * latency that grows from item to item is then the schedule's doing, and is not judged).
 *
 * @param intervalMs time between two runs of a lane that gathers; its windows are of whole runs
 */
export function stabilityOf(measurements: Iterable<Measurement>, modeId: ModeId, intervalMs: number): Stability {
  const inOrder = byItem(measurements);
  const atOnce = (inOrder.arrivedAtMs.at(-1) ?? 0) <= (inOrder.arrivedAtMs[0] ?? 0);
  const isGathering = gathers(modeId);
  const windows = (isGathering ? windowsOfRuns(inOrder, intervalMs) : windowsOfTime(inOrder, atOnce)).map(close);
  const shown = windows.map(({ fromMs, toMs, answered, arrived, sortedMs }) => ({
    fromMs,
    toMs,
    answered,
    arrived,
    medianMs: nearestRank(sortedMs, 0.5),
  }));
  const judged = windows.slice(-JUDGED_WINDOWS);
  const tooShort =
    windows.length < WINDOWS ||
    judged.some(({ answered, sortedMs }) => Math.min(answered, sortedMs.length) < FEWEST_ANSWERS);
  if (tooShort) return { state: 'too-short', windows: shown, latencyRatio: null, throughputRatio: null, moved: [] };

  const throughput = spreadOf(judged.map((window) => throughputIn(window, atOnce)));
  const latency = atOnce && !isGathering ? null : spreadOf(judged.map((window) => latencyIn(window, isGathering)));
  const warmUpRatio = latency && warmUpOf(windows.slice(0, -JUDGED_WINDOWS), judged, isGathering);
  return {
    state: stateOf(latency ? [throughput, latency] : [throughput]),
    windows: shown,
    latencyRatio: latency?.ratio ?? null,
    throughputRatio: throughput.ratio,
    moved: [
      ...(latency?.isReal ? (['latency'] as const) : []),
      ...(throughput.isReal ? (['throughput'] as const) : []),
    ],
    ...(warmUpRatio && { warmUpRatio }),
  };
}

/** `null` where chance may explain it. */
function warmUpOf(
  before: readonly ClosedWindow[],
  after: readonly ClosedWindow[],
  isGathering: boolean,
): number | null {
  const [first, later] = [before, after].map((windows) => latencyIn(joined(windows), isGathering));
  if (!first || !later) return null;
  const { ratio, isReal } = spreadOf([first, later]);
  return isReal && Number.isFinite(ratio) ? first.value / later.value : null;
}

function joined(windows: readonly ClosedWindow[]): Pick<ClosedWindow, 'valuesMs' | 'sortedMs'> {
  const valuesMs = Float64Array.from(windows.flatMap((window) => [...window.valuesMs]));
  return { valuesMs, sortedMs: valuesMs.slice().sort() };
}

function stateOf(spreads: readonly Spread[]): Stability['state'] {
  if (spreads.some(({ isReal }) => isReal)) return 'unstable';
  return spreads.some(({ ratio }) => ratio > MOST_MOVED) ? 'too-noisy' : 'stable';
}

function windowsOfTime(inOrder: InOrder, atOnce: boolean): Window[] {
  const firstMs = inOrder.arrivedAtMs[0] ?? 0;
  const lastMs = atOnce
    ? inOrder.finishedAtMs.reduce((latest, ms) => Math.max(latest, ms), firstMs)
    : (inOrder.arrivedAtMs.at(-1) ?? 0);
  const widthMs = (lastMs - firstMs) / WINDOWS;
  if (!(widthMs > 0)) return [];
  const windows = Array.from({ length: WINDOWS }, (_, index) =>
    emptyWindow(firstMs + index * widthMs, firstMs + (index + 1) * widthMs),
  );
  const windowAt = (ms: number) => windows[Math.min(WINDOWS - 1, Math.floor((ms - firstMs) / widthMs))];
  for (const [index, arrivedAtMs] of inOrder.arrivedAtMs.entries()) {
    const finishedAtMs = inOrder.finishedAtMs[index] ?? 0;
    const arrival = windowAt(atOnce ? finishedAtMs : arrivedAtMs);
    if (arrival) arrival.arrived += 1;
    if (!inOrder.completed[index]) continue;
    arrival?.latenciesMs.push(finishedAtMs - arrivedAtMs);
    const answer = finishedAtMs > lastMs ? undefined : windowAt(finishedAtMs);
    if (answer) answer.answered += 1;
  }
  return windows;
}

/** Five equal groups of runs that follow each other; what does not divide is left out at the front, where it warms up. */
function windowsOfRuns(inOrder: InOrder, intervalMs: number): Window[] {
  const runs = new Map<number, number[]>();
  for (const [index, startedAtMs] of inOrder.startedAtMs.entries()) {
    const run = runs.get(startedAtMs);
    if (run) run.push(index);
    else runs.set(startedAtMs, [index]);
  }
  const starts = [...runs.keys()].sort((a, b) => a - b);
  const lastArrivalMs = inOrder.arrivedAtMs.at(-1) ?? 0;
  // A run that gathered for a part of its interval only is not like the others.
  if (lastArrivalMs < (starts.at(-1) ?? 0) - intervalMs / 10) starts.pop();
  const perWindow = Math.floor(starts.length / WINDOWS);
  if (perWindow === 0) return [];
  const judged = starts.slice(starts.length - perWindow * WINDOWS);
  return Array.from({ length: WINDOWS }, (_, index) => {
    const group = judged.slice(index * perWindow, (index + 1) * perWindow);
    const items = group.flatMap((start) => runs.get(start) ?? []);
    const window = emptyWindow((group[0] ?? 0) - intervalMs, group.at(-1) ?? 0);
    window.arrived = items.length;
    for (const item of items)
      if (inOrder.completed[item])
        window.latenciesMs.push((inOrder.finishedAtMs[item] ?? 0) - (inOrder.arrivedAtMs[item] ?? 0));
    window.answered = window.latenciesMs.length;
    return window;
  });
}

const emptyWindow = (fromMs: number, toMs: number): Window => ({
  fromMs,
  toMs,
  answered: 0,
  arrived: 0,
  latenciesMs: [],
});

interface ClosedWindow extends Omit<Window, 'latenciesMs'> {
  /** In the order of arrival, and ascending. */
  readonly valuesMs: Float64Array;
  readonly sortedMs: Float64Array;
}

function close({ latenciesMs, ...window }: Window): ClosedWindow {
  const valuesMs = Float64Array.from(latenciesMs);
  return { ...window, valuesMs, sortedMs: valuesMs.slice().sort() };
}

const NO_ESTIMATE: Estimate = { value: Number.NaN, low: Number.NaN, high: Number.NaN };

function latencyIn(
  { valuesMs, sortedMs }: Pick<ClosedWindow, 'valuesMs' | 'sortedMs'>,
  isGathering: boolean,
): Estimate {
  // The waits for a run fall from item to item because the schedule spreads them: that is no accident.
  const count = sortedMs.length;
  const worth = isGathering ? count : effectiveCount(count, lagOneCorrelation(valuesMs, sortedMs));
  const { value, low, high } = medianIntervalOf(sortedMs, worth) ?? NO_ESTIMATE;
  // Where it is open, windows whose ranges do not even overlap are apart all the same.
  return { value, low: Math.max(low, sortedMs[0] ?? 0), high: Math.min(high, sortedMs.at(-1) ?? 0) };
}

/** The answers of a window as a Poisson count, over what came to it. */
function throughputIn({ answered, arrived, fromMs, toMs }: ClosedWindow, atOnce: boolean): Estimate {
  const per = atOnce ? (toMs - fromMs) / 1000 : Math.max(1, arrived);
  const { low, high } = poissonInterval(answered);
  return { value: answered / per, low: low / per, high: high / per };
}

interface Spread {
  readonly ratio: number;
  readonly isReal: boolean;
}

function spreadOf(estimates: readonly Estimate[]): Spread {
  const [smallest, ...larger] = [...estimates].sort((a, b) => a.value - b.value);
  const largest = larger.at(-1);
  if (!smallest || !largest || largest.value === smallest.value) return { ratio: 1, isReal: false };
  const ratio = largest.value / smallest.value;
  return { ratio, isReal: ratio > MOST_MOVED && differs(smallest, largest) };
}

/** What is judged of the measurements, in the order of the workload, which is that of arrival. */
interface InOrder {
  readonly arrivedAtMs: Float64Array;
  readonly startedAtMs: Float64Array;
  readonly finishedAtMs: Float64Array;
  /** 1 = it was answered. */
  readonly completed: Float64Array;
}

/** In columns: objects of a million measurements would stay in memory all at once. */
function byItem(measurements: Iterable<Measurement>): InOrder {
  const [items, arrivedAtMs, startedAtMs, finishedAtMs, completed] = [
    createColumn(),
    createColumn(),
    createColumn(),
    createColumn(),
    createColumn(),
  ];
  for (const measurement of measurements) {
    items.push(measurement.item);
    arrivedAtMs.push(measurement.arrivedAtMs);
    startedAtMs.push(measurement.startedAtMs);
    finishedAtMs.push(measurement.finishedAtMs);
    completed.push(measurement.outcome === 'completed' ? 1 : 0);
  }
  const order = itemOrder(items.values());
  const inOrder = (column: Column) => {
    const values = column.values();
    return Float64Array.from(order, (place) => values[place] ?? 0);
  };
  return {
    arrivedAtMs: inOrder(arrivedAtMs),
    startedAtMs: inOrder(startedAtMs),
    finishedAtMs: inOrder(finishedAtMs),
    completed: inOrder(completed),
  };
}
