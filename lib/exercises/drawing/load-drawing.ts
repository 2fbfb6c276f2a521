import type { Interval } from '../../measure/interval';
import { MODE_IDS, type ModeId } from '../../modes';
import type { Evidence, LoadTrial } from '../evidence/evidence';
import type { Reading } from '../evidence/reading';
import type { Tolerance } from '../grading/tolerance';
import type { Leg } from '../leg';
import { bracketOf } from '../load-search';
import type { Scale } from '../scale';
import { logAxis, stretched } from './axis';
import { type Aim, aimAt } from './bands';

export interface DrawnTrial extends LoadTrial {
  /** Where it is drawn: its p99, or the end of the axis where that was not earned. ms */
  readonly y: number;
}

/** The rates tried in a search for the highest load, against p99, with the limit across. */
export interface LoadDrawing {
  readonly form: 'load';
  readonly lane: ModeId | null;
  readonly x: Scale;
  /** ms */
  readonly y: Scale;
  readonly limitMs: number | null;
  /** By rate, ascending. */
  readonly trials: readonly DrawnTrial[];
  /** From the highest rate that kept to the limit to the lowest that did not. */
  readonly bracket: Interval | null;
  readonly best: Reading | null;
  readonly aim: Aim;
}

interface PredictedLoad {
  readonly perSecond: number;
  /** `null` = not known yet. */
  readonly best: Reading | null;
  readonly tolerance: Tolerance;
  readonly evidence: Evidence;
}

export function loadDrawing(
  scale: Scale,
  legs: readonly Leg[],
  { perSecond, best, tolerance, evidence }: PredictedLoad,
): LoadDrawing {
  const index = legs.findIndex(({ search }) => search);
  const search = legs[index]?.search;
  const limitMs = search?.limit ?? null;
  const trials = [...(evidence[index]?.trials ?? [])].sort((a, b) => a.perSecond - b.perSecond);
  const { met, missed } = bracketOf(trials);
  const times = trials.flatMap(({ p99 }) => (p99 && p99.value > 0 ? [p99.value] : []));
  const around = limitMs === null ? [1, 1000] : [limitMs / 10, limitMs * 10];
  const y = logAxis('duration', [...around, ...times]);
  return {
    form: 'load',
    lane: MODE_IDS.find((lane) => search?.figure.startsWith(`${lane}.`)) ?? null,
    x: stretched(scale, [perSecond, ...trials.map((trial) => trial.perSecond), ...(best ? [best.low, best.high] : [])]),
    y,
    limitMs,
    // Nearly always too few answers came because the rate was too high.
    trials: trials.map((trial) => ({
      ...trial,
      y: trial.p99 && trial.p99.value > 0 ? trial.p99.value : trial.met ? y.least : y.most,
    })),
    bracket: met !== null && missed !== null ? { low: met, high: missed } : null,
    best,
    aim: aimAt(perSecond, tolerance, 'log'),
  };
}
