import type { DataTable } from '../../measure/series';
import type { ModeId } from '../../modes';
import type { ColdStartResult, FreshStart } from './cold-start-result';
import { medianOf } from './median';
import type { StudyPhase } from './study-state';
import { count, duration, ratio, type StudyFinding, type StudyValidity, say, validityFrom } from './study-words';

/** Parts of a start, in the order they happen. The last two are one item each, for scale; never summed up with the rest. */
export const START_PARTS = ['fetch', 'load', 'firstRun', 'warm', 'steady'] as const;
export type StartPart = (typeof START_PARTS)[number];
/** A batch process that held the model already reports hardly any time. ms */
const LOADED_ALREADY_MS = 1;
/** What the first answer waits for. */
const UNTIL_FIRST_ANSWER = ['fetch', 'load', 'firstRun'] as const;

/** One bar: the edge lane has two, over the network and out of the cache. */
export interface StartFigure {
  readonly id: ModeId | 'edge-cached';
  readonly lane: ModeId;
  readonly starts: number;
  /** Medians over the starts (of warm and steady items: over all of them). `null` = no such part in this lane. */
  readonly partMs: Readonly<Record<StartPart, number | null>>;
  readonly firstAnswerMs: number;
  readonly fetchedBytes: number | null;
}

export interface ColdStartFigures {
  readonly bars: readonly StartFigure[];
  readonly findings: readonly StudyFinding[];
  readonly validity: StudyValidity | null;
}

export function coldStartFigures(
  result: ColdStartResult,
  { phase, wasHidden }: { readonly phase: StudyPhase; readonly wasHidden: boolean },
): ColdStartFigures {
  const bars = result.lanes.flatMap((lane) => {
    const starts = result.starts.filter((start) => start.lane === lane);
    if (starts.length === 0) return [];
    if (lane !== 'edge') return [barOf(lane, lane, starts, () => null)];
    return [
      barOf('edge', lane, starts, ({ fetchColdMs }) => fetchColdMs),
      barOf('edge-cached', lane, starts, ({ fetchCachedMs }) => fetchCachedMs),
    ];
  });
  return {
    bars,
    findings: findingsOf(bars),
    validity: phase === 'done' || phase === 'cancelled' ? validityOf(result, wasHidden) : null,
  };
}

function barOf(
  id: StartFigure['id'],
  lane: ModeId,
  starts: readonly FreshStart[],
  fetchOf: (start: FreshStart) => number | null,
): StartFigure {
  const fetches = starts.flatMap((start) => fetchOf(start) ?? []);
  const partMs = {
    fetch: fetches.length > 0 ? medianOf(fetches) : null,
    load: medianOf(starts.map(({ loadMs }) => loadMs)),
    firstRun: medianOf(starts.map(({ firstRunMs }) => firstRunMs)),
    warm: medianOf(starts.flatMap(({ warmMs }) => warmMs)),
    steady: medianOf(starts.flatMap(({ steadyMs }) => steadyMs)),
  };
  return {
    id,
    lane,
    starts: starts.length,
    partMs,
    firstAnswerMs: UNTIL_FIRST_ANSWER.reduce((sum, part) => sum + (partMs[part] ?? 0), 0),
    fetchedBytes: id === 'edge' ? medianOf(starts.flatMap(({ fetchColdBytes }) => fetchColdBytes ?? [])) : null,
  };
}

function findingsOf(bars: readonly StartFigure[]): StudyFinding[] {
  const findings: StudyFinding[] = [];
  for (const lane of ['batch', 'online'] as const) {
    const bar = bars.find(({ id }) => id === lane);
    if (!bar) continue;
    const values = {
      load: duration(bar.partMs.load ?? 0),
      first: duration(bar.partMs.firstRun ?? 0),
      steady: duration(bar.partMs.steady ?? 0),
    };
    findings.push(
      say(
        lane === 'batch' && (bar.partMs.load ?? 0) < LOADED_ALREADY_MS ? 'batchStartWarm' : `${lane}Start`,
        lane,
        values,
      ),
    );
  }
  const edge = bars.find(({ id }) => id === 'edge');
  const cached = bars.find(({ id }) => id === 'edge-cached');
  if (edge && cached) {
    findings.push(
      say('edgeStart', 'edge', {
        first: duration(edge.firstAnswerMs),
        cached: duration(cached.firstAnswerMs),
        steady: duration(edge.partMs.steady ?? 0),
        bytes: { kind: 'bytes', value: edge.fetchedBytes ?? 0 },
      }),
    );
  }
  const slowest = Math.max(...bars.map(({ firstAnswerMs, partMs }) => firstAnswerMs / (partMs.steady || Number.NaN)));
  const worst = bars.find(({ firstAnswerMs, partMs }) => firstAnswerMs / (partMs.steady || Number.NaN) === slowest);
  if (worst && slowest > 2) findings.push(say('startRatio', worst.lane, { ratio: ratio(slowest) }));
  return findings;
}

function validityOf({ lanes, starts, repeats, failures }: ColdStartResult, wasHidden: boolean): StudyValidity {
  const reasons: StudyFinding[] = [];
  if (wasHidden) reasons.push(say('hidden'));
  for (const lane of lanes) {
    const have = starts.filter((start) => start.lane === lane).length;
    if (failures[lane]) reasons.push(say('laneFailed', lane));
    else if (have < repeats) reasons.push(say('tooFewStarts', lane, { have: count(have), need: count(repeats) }));
  }
  return validityFrom(reasons, []);
}

/** One row a start. */
export function coldStartTable({ starts }: ColdStartResult): DataTable {
  return {
    columns: [
      'lane',
      'start',
      'fetch_network_ms',
      'fetch_network_bytes',
      'fetch_cached_ms',
      'load_ms',
      'first_run_ms',
      'warm_median_ms',
      'steady_median_ms',
    ],
    rows: starts.map((start) => [
      start.lane,
      start.repeat + 1,
      start.fetchColdMs,
      start.fetchColdBytes,
      start.fetchCachedMs,
      start.loadMs,
      start.firstRunMs,
      medianOf(start.warmMs),
      medianOf(start.steadyMs),
    ]),
  };
}
