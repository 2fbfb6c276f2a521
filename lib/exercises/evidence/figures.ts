import type { ModeId } from '../../modes';
import type { SimLaneId } from '../../simulate/scenario/lanes-schema';
import { STORY_FIGURES, type StoryFigure, type StoryUnit } from '../../simulate/stories/figures';

/** What figures are counted in: ms, a second, times, 0..1, pieces, bytes, joules, US dollars. */
export const UNITS = ['duration', 'rate', 'ratio', 'share', 'count', 'bytes', 'joules', 'money'] as const;
export type Unit = (typeof UNITS)[number];

/** Of one lane in one run over the same workload, and the unit of each. */
export const LANE_FIGURES = {
  median: 'duration',
  p90: 'duration',
  /** Only with enough answers (SPEC 2.2). */
  p99: 'duration',
  mean: 'duration',
  least: 'duration',
  worst: 'duration',
  /** What a generator that waits for its answers would have reported of the same lane, simulated (SPEC 1.2). */
  'uncorrected-median': 'duration',
  'uncorrected-p99': 'duration',
  /** Medians of the wait for the next run, and of the rest. */
  wait: 'duration',
  work: 'duration',
  /** Answers a second from the first arrival to the last answer. */
  rate: 'rate',
  /** Answers a second of computing. */
  'compute-rate': 'rate',
  'batch-size': 'count',
  answered: 'count',
  /** Requests and items that got no answer. */
  unanswered: 'count',
  /** Of all that arrived. */
  'unanswered-share': 'share',
  /** CPU-seconds for 1000 answers. */
  cpu: 'duration',
  /** Most bytes in use. */
  memory: 'bytes',
  'bytes-sent': 'bytes',
  'bytes-total': 'bytes',
  /** Bytes of the model's file. */
  'model-bytes': 'bytes',
  /** Parts of the median item's latency. */
  'compute-share': 'share',
  'queue-share': 'share',
  'network-share': 'share',
  'wait-share': 'share',
  /** Time since the newest answer in hand was true, on average. */
  age: 'duration',
  accuracy: 'share',
  /** For 1000 answers, estimated with the usual assumptions. */
  joules: 'joules',
  /** For a million answers, what the operator pays, estimated with the usual assumptions. */
  dollars: 'money',
} as const satisfies Record<string, Unit>;
export type LaneFigure = keyof typeof LANE_FIGURES;

/** Of the cold-start study, of a lane's start; `edge-cached` is the edge lane with its files in the browser's cache. */
export const START_FIGURES = {
  'first-answer': 'duration',
  fetch: 'duration',
  load: 'duration',
  'first-run': 'duration',
  steady: 'duration',
  bytes: 'bytes',
} as const satisfies Record<string, Unit>;
export type StartFigure = keyof typeof START_FIGURES;

/** Of a sweep: one call at a point, and samples a second there. */
export const POINT_FIGURES = { call: 'duration', samples: 'rate' } as const satisfies Record<string, Unit>;
/** Of a sweep over batch sizes: the fitted line, and the largest gain in samples a second over batches of one. */
export const FIT_FIGURES = {
  fixed: 'duration',
  each: 'duration',
  gain: 'ratio',
  'best-size': 'count',
} as const satisfies Record<string, Unit>;
/** Of the capacity study: samples a second of the batch lane, the highest rate within the limit of the online lane, p90 of the edge lane. */
export const CAPACITY_FIGURES = { batch: 'rate', online: 'rate', edge: 'duration' } as const satisfies Record<
  ModeId,
  Unit
>;
/** Of a search for a load: the highest rate that kept to the limit; its interval reaches to the lowest that did not. */
export const LOAD_FIGURES = { best: 'rate' } as const satisfies Record<string, Unit>;

/** Of a scene that was simulated: of one of its lanes, or of pages that ask so many at once. */
export type SceneFigure = StoryFigure | `slow-pages-${number}`;
/** Times of servers are told in ms, as all times here are. */
const SCENE_UNITS: Readonly<Record<StoryUnit, Unit>> = {
  ...{ duration: 'duration', share: 'share', count: 'count', bytes: 'bytes', ratio: 'ratio' },
  'server-seconds': 'duration',
};
const isStoryFigure = (name: string): name is StoryFigure => Object.hasOwn(STORY_FIGURES, name);

/** A figure of one leg. Sizes, threads and versions are those of the sweep: `size.8.call`, `threads.2.call`, `variant.big-int8.call`. */
export type FigureId =
  | `${ModeId}.${LaneFigure}`
  | `start.${ModeId | 'edge-cached'}.${StartFigure}`
  | `${'size' | 'threads' | 'variant'}.${string}.${keyof typeof POINT_FIGURES}`
  | `variant.${string}.accuracy`
  | `fit.${keyof typeof FIT_FIGURES}`
  | `capacity.${ModeId}`
  | `load.${keyof typeof LOAD_FIGURES}`
  | `scene.${string}.${SimLaneId}.${SceneFigure}`;

const UNIT_BY_NAME: Readonly<Record<string, Unit>> = {
  ...LANE_FIGURES,
  ...START_FIGURES,
  ...POINT_FIGURES,
  ...FIT_FIGURES,
  ...LOAD_FIGURES,
};

export function unitOf(figure: FigureId): Unit {
  const parts = figure.split('.');
  if (parts[0] === 'capacity') return CAPACITY_FIGURES[parts[1] as ModeId]; // the type of a figure says so
  const name = parts.at(-1) ?? '';
  if (parts[0] === 'scene') return isStoryFigure(name) ? SCENE_UNITS[STORY_FIGURES[name].unit] : 'share';
  return UNIT_BY_NAME[name] ?? 'count';
}
