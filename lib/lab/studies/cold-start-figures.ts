import { medianOf } from '../../measure/median';
import type { DataTable } from '../../measure/series';
import { type ModeId, runsOnDevice } from '../../modes';
import type { ColdStartResult, FreshStart } from './cold-start-result';
import { comparePasses, MOST_SPREAD, type Passes, passesOf, ratioOfPasses } from './passes';
import type { StudyStanding } from './study-state';
import { count, duration, ratio, type StudyFinding, type StudyValidity, say, text, validityFrom } from './study-words';

/** Parts of a start, in the order they happen. The last two are one item each, for scale; never summed up with the rest. */
export const START_PARTS = ['start', 'fetch', 'load', 'firstRun', 'warm', 'steady'] as const;
export type StartPart = (typeof START_PARTS)[number];
/** What the first answer waits for. */
const UNTIL_FIRST_ANSWER = ['start', 'fetch', 'load', 'firstRun'] as const;

/** One bar: the edge lane has two, over the network and out of the cache. */
export interface StartFigure {
  readonly id: ModeId | 'edge-cached';
  readonly lane: ModeId;
  readonly starts: number;
  /** Medians over the starts (of warm and steady items: over all of them). `null` = no such part in this lane. */
  readonly partMs: Readonly<Record<StartPart, number | null>>;
  /** From nothing to the first answer, over the starts. */
  readonly firstAnswer: Passes;
  /** A steady item, over the medians of the starts. */
  readonly steady: Passes;
  readonly fetchedBytes: number | null;
}

export interface ColdStartFigures {
  readonly bars: readonly StartFigure[];
  /** The bar that takes longest to its first answer; `null` where the starts cannot tell. */
  readonly slowest: StartFigure | null;
  readonly findings: readonly StudyFinding[];
  readonly validity: StudyValidity | null;
}

export function coldStartFigures(result: ColdStartResult, standing: StudyStanding): ColdStartFigures {
  const bars = result.lanes.flatMap((lane): StartFigure[] => {
    const starts = result.starts.filter((start) => start.lane === lane);
    const fetches = runsOnDevice(lane)
      ? ([
          ['edge', ({ fetchColdMs }: FreshStart) => fetchColdMs],
          ['edge-cached', ({ fetchCachedMs }: FreshStart) => fetchCachedMs],
        ] as const)
      : ([[lane, () => null]] as const);
    return fetches.flatMap(([id, fetchOf]) => barOf(id, lane, starts, fetchOf) ?? []);
  });
  return {
    bars,
    slowest: slowestOf(bars),
    findings: findingsOf(bars),
    validity: validityFrom(standing, saidOf(result, bars)),
  };
}

function barOf(
  id: StartFigure['id'],
  lane: ModeId,
  starts: readonly FreshStart[],
  fetchOf: (start: FreshStart) => number | null,
): StartFigure | null {
  const partsOf = (start: FreshStart): Record<(typeof UNTIL_FIRST_ANSWER)[number], number | null> => ({
    start: start.startMs,
    fetch: fetchOf(start),
    load: start.loadMs,
    firstRun: start.firstRunMs,
  });
  const firstAnswer = passesOf(
    starts.map((start) => UNTIL_FIRST_ANSWER.reduce((sum, part) => sum + (partsOf(start)[part] ?? 0), 0)),
  );
  const steady = passesOf(starts.map(({ steadyMs }) => medianOf(steadyMs)));
  if (!firstAnswer || !steady) return null;
  const medianPart = (part: (typeof UNTIL_FIRST_ANSWER)[number]) => {
    const known = starts.flatMap((start) => partsOf(start)[part] ?? []);
    return known.length > 0 ? medianOf(known) : null;
  };
  return {
    id,
    lane,
    starts: starts.length,
    partMs: {
      start: medianPart('start'),
      fetch: medianPart('fetch'),
      load: medianPart('load'),
      firstRun: medianPart('firstRun'),
      warm: medianOf(starts.flatMap(({ warmMs }) => warmMs)),
      steady: medianOf(starts.flatMap(({ steadyMs }) => steadyMs)),
    },
    firstAnswer,
    steady,
    fetchedBytes: id === 'edge' ? medianOf(starts.flatMap(({ fetchColdBytes }) => fetchColdBytes ?? [])) : null,
  };
}

function slowestOf(bars: readonly StartFigure[]): StartFigure | null {
  const [slowest, ...others] = bars.toSorted((a, b) => b.firstAnswer.value - a.firstAnswer.value);
  if (!slowest) return null;
  // One start tells of no lane how long it takes (SPEC 9.5).
  if (slowest.firstAnswer.passes === 1) return null;
  const isTold = others.every((other) => comparePasses(slowest.firstAnswer, other.firstAnswer) === 'apart');
  return isTold ? slowest : null;
}

/** The one that pays most for its start is said where that can be told (SPEC 6.1). */
function findingsOf(bars: readonly StartFigure[]): StudyFinding[] {
  const findings: StudyFinding[] = [];
  const edge = bars.find(({ id }) => id === 'edge');
  const cached = bars.find(({ id }) => id === 'edge-cached');
  if (edge && cached && edge.starts === 1) {
    const [first, fromCache] = [duration(edge.firstAnswer.value), duration(cached.firstAnswer.value)];
    findings.push(say('edgeStartOnce', 'edge', { first, cached: fromCache }));
  } else if (edge && cached) {
    findings.push(
      say('edgeStart', 'edge', {
        first: duration(edge.firstAnswer.value),
        low: duration(edge.firstAnswer.low),
        high: duration(edge.firstAnswer.high),
        cached: duration(cached.firstAnswer.value),
        cachedLow: duration(cached.firstAnswer.low),
        cachedHigh: duration(cached.firstAnswer.high),
        steady: duration(edge.steady.value),
        bytes: { kind: 'bytes', value: edge.fetchedBytes ?? 0 },
        told: text(comparePasses(edge.firstAnswer, cached.firstAnswer) === 'apart' ? 'yes' : 'no'),
      }),
    );
  }
  for (const lane of ['online', 'batch'] as const) {
    const bar = bars.find(({ id }) => id === lane);
    if (!bar) continue;
    if (bar.starts === 1) {
      findings.push(say('startOnce', lane, { first: duration(bar.firstAnswer.value) }));
      continue;
    }
    findings.push(
      say(`${lane}Start`, lane, {
        first: duration(bar.firstAnswer.value),
        low: duration(bar.firstAnswer.low),
        high: duration(bar.firstAnswer.high),
        load: duration(bar.partMs.load ?? 0),
        steady: duration(bar.steady.value),
      }),
    );
  }
  const costs = bars
    .filter(({ steady }) => steady.value > 0)
    .map((bar) => ({ bar, items: ratioOfPasses(bar.firstAnswer, bar.steady) }))
    .sort((a, b) => b.items.value - a.items.value);
  const [worst] = costs;
  const next = costs.find(({ bar }) => bar.lane !== worst?.bar.lane);
  if (worst && worst.items.low > 2 && worst.bar.starts > 1) {
    const { value, low, high } = worst.items;
    const isTold = !next || next.items.high < low;
    findings.push(
      say(isTold ? 'startRatio' : 'startRatioAmong', worst.bar.lane, {
        ratio: ratio(value),
        low: ratio(low),
        high: ratio(high),
      }),
    );
  }
  return findings;
}

function saidOf({ lanes, starts, repeats, failures }: ColdStartResult, bars: readonly StartFigure[]) {
  const reasons: StudyFinding[] = [];
  for (const lane of lanes) {
    const have = starts.filter((start) => start.lane === lane).length;
    if (failures[lane]) reasons.push(say('laneFailed', lane));
    else if (have < repeats) reasons.push(say('tooFewStarts', lane, { have: count(have), need: count(repeats) }));
  }
  const cautions: StudyFinding[] = [];
  for (const { id, lane, firstAnswer } of bars) {
    if (id === 'edge-cached') continue;
    const { passes, offCount, spread } = firstAnswer;
    if (offCount > passes / 2)
      reasons.push(say('startsTooNoisy', lane, { have: count(offCount), of: count(passes), spread: ratio(spread) }));
    else if (spread > MOST_SPREAD) cautions.push(say('startsMoved', lane, { spread: ratio(spread) }));
  }
  return { reasons, cautions };
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
      'start_ms',
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
      start.startMs,
      start.loadMs,
      start.firstRunMs,
      medianOf(start.warmMs),
      medianOf(start.steadyMs),
    ]),
  };
}
