import type { PercentileId } from '../measure/percentile';
import type { LaneSummary } from '../measure/summary';
import { findVersion } from '../model';
import type { ModeId } from '../modes';

/** The figures of a run that the lesson's text may speak of, each with what it is a figure of. */
export const FIGURES = {
  'batch-median': 'duration',
  'batch-wait-share': 'share',
  'batch-rate': 'rate',
  'batch-size': 'count',
  'batch-gain': 'ratio',
  'batch-over-online': 'ratio',
  'online-median': 'duration',
  'online-p90': 'duration',
  'online-model-share': 'share',
  'online-rate': 'rate',
  'online-bytes': 'bytes',
  'online-over-edge': 'ratio',
  'edge-median': 'duration',
  'edge-p90': 'duration',
  'edge-rate': 'rate',
  'edge-download': 'bytes',
} as const satisfies Record<string, 'duration' | 'share' | 'rate' | 'count' | 'ratio' | 'bytes'>;

export type FigureId = keyof typeof FIGURES;
export const FIGURE_IDS = Object.keys(FIGURES) as readonly FigureId[];
/** In ms, 0..1, answers a second of computing, items, times, bytes. What a run does not tell is left out. */
export type LessonFigures = Readonly<Partial<Record<FigureId, number>>>;

/** What a run says of itself in the lesson's text. */
export function lessonFiguresOf(summaries: readonly LaneSummary[]): LessonFigures {
  const lane = (id: ModeId) => summaries.find(({ modeId, counts }) => modeId === id && counts.completed > 0);
  const [batch, online, edge] = [lane('batch'), lane('online'), lane('edge')];
  const medianOf = (summary: LaneSummary | undefined) => earned(summary, 'p50');
  const all: Record<FigureId, number | null | undefined> = {
    'batch-median': medianOf(batch),
    'batch-wait-share': quotient(batch?.medianWaitMs, medianOf(batch)),
    'batch-rate': batch?.itemsPerComputeSecond,
    'batch-size': batch?.meanBatchSize,
    'batch-gain': quotient(batch?.itemsPerComputeSecond, online?.itemsPerComputeSecond),
    'batch-over-online': quotient(medianOf(batch), medianOf(online)),
    'online-median': medianOf(online),
    'online-p90': earned(online, 'p90'),
    'online-model-share': online?.anatomy?.shares.compute,
    'online-rate': online?.itemsPerComputeSecond,
    'online-bytes': online?.resources?.bytesSentPerItem,
    'online-over-edge': quotient(medianOf(online), medianOf(edge)),
    'edge-median': medianOf(edge),
    'edge-p90': earned(edge, 'p90'),
    'edge-rate': edge?.itemsPerComputeSecond,
    // Of the model's file: what was fetched in this very run depends on what the browser kept of earlier ones.
    'edge-download': edge && findVersion(edge.target).sizeBytes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}

/** A percentile is spoken of only when enough answers earned it (SPEC 2.2). */
function earned(summary: LaneSummary | undefined, id: PercentileId): number | null {
  const result = summary?.latency[id];
  return result?.state === 'earned' ? result.valueMs : null;
}

function quotient(a: number | null | undefined, b: number | null | undefined): number | null {
  return a === null || a === undefined || !b ? null : a / b;
}
