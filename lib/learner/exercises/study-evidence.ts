import 'client-only';
import type {
  CAPACITY_FIGURES,
  FIT_FIGURES,
  FigureId,
  POINT_FIGURES,
  START_FIGURES,
} from '../../exercises/evidence/figures';
import { isReading, plainReading, type Reading, readingOf, withInterval } from '../../exercises/evidence/reading';
import type { Figures } from '../../exercises/evidence/run-figures';
import { capacityFigures } from '../../lab/studies/capacity-figures';
import type { CapacityResult } from '../../lab/studies/capacity-result';
import { coldStartFigures } from '../../lab/studies/cold-start-figures';
import type { ColdStartResult } from '../../lab/studies/cold-start-result';
import type { StudyState } from '../../lab/studies/study-state';
import type { StudyValidity } from '../../lab/studies/study-words';
import { sweepFigures } from '../../lab/studies/sweep-figures';
import type { SweepResult } from '../../lab/studies/sweep-result';
import { findVersion } from '../../model';
import { MODE_IDS } from '../../modes';

/** What a study shows so far, and once it is over whether it may be quoted. */
export interface StudyEvidence {
  readonly figures: Figures;
  readonly validity: StudyValidity | null;
}

/** @param state of a study of the kind that its set-up names */
export function evidenceOfStudy(state: StudyState<unknown>): StudyEvidence {
  switch (state.setup?.study) {
    case 'cold-start':
      return ofColdStart(state as StudyState<ColdStartResult>);
    case 'sweep':
      return ofSweep(state as StudyState<SweepResult>);
    case 'capacity':
      return ofCapacity(state as StudyState<CapacityResult>);
    default:
      return { figures: {}, validity: null };
  }
}

type Known = readonly (readonly [FigureId, Reading | null])[];

function known(entries: Known): Figures {
  return Object.fromEntries(
    entries.flatMap(([id, figure]) => (figure && isReading(figure) ? [[id, figure] as const] : [])),
  );
}

const plain = (value: number | null) => (value === null ? null : plainReading(value));

function ofColdStart(state: StudyState<ColdStartResult>): StudyEvidence {
  const { bars, validity } = coldStartFigures(state.result, state);
  const parts = bars.flatMap(({ id, partMs, firstAnswerMs, fetchedBytes }) => {
    const values: Record<keyof typeof START_FIGURES, number | null> = {
      'first-answer': firstAnswerMs,
      fetch: partMs.fetch,
      load: partMs.load,
      'first-run': partMs.firstRun,
      steady: partMs.steady,
      bytes: fetchedBytes,
    };
    return Object.entries(values).map(([name, value]) => [`start.${id}.${name}` as FigureId, plain(value)] as const);
  });
  return { figures: known(parts), validity };
}

function ofSweep(state: StudyState<SweepResult>): StudyEvidence {
  const { kind, modelId } = state.result;
  const { points, fit, validity } = sweepFigures(state.result, state);
  const [first] = points;
  const busiest = points.reduce(
    (best, point) => (point.samplesPerSecond > best.samplesPerSecond ? point : best),
    points[0] ?? NO_POINT,
  );
  const ofPoints = points.flatMap(({ batchSize, threads, versionId, medianMs, lowMs, highMs }): Known => {
    const name = {
      'batch-size': `size.${batchSize}`,
      threads: `threads.${threads ?? 1}`,
      variants: `variant.${versionId}`,
    }[kind];
    const call = withInterval(medianMs, { low: lowMs, high: highMs });
    const perSecond = (ms: number) => (batchSize * 1000) / ms;
    const each: Record<keyof typeof POINT_FIGURES, Reading> = {
      call,
      samples: { value: perSecond(call.value), low: perSecond(call.high), high: perSecond(call.low) },
    };
    const own: Known = Object.entries(each).map(([part, figure]) => [`${name}.${part}` as FigureId, figure] as const);
    if (kind !== 'variants') return own;
    const { value, low, high } = findVersion({ modelId, versionId }).accuracy;
    return [...own, [`variant.${versionId}.accuracy`, withInterval(value, { low, high })]];
  });
  const ofFit: Record<keyof typeof FIT_FIGURES, Reading | null> = {
    fixed: fit && withInterval(fit.intercept.value, fit.intercept),
    each: fit && withInterval(fit.slope.value, fit.slope),
    // Before every size was timed, a largest gain would be one of a few.
    gain: fit && first ? plain(busiest.samplesPerSecond / first.samplesPerSecond) : null,
    'best-size': fit ? { value: busiest.batchSize, low: busiest.batchSize, high: busiest.batchSize } : null,
  };
  const line = Object.entries(ofFit).map(([name, figure]) => [`fit.${name}` as FigureId, figure] as const);
  return { figures: known([...ofPoints, ...line]), validity };
}

const NO_POINT = { samplesPerSecond: 0, batchSize: 1 };

function ofCapacity(state: StudyState<CapacityResult>): StudyEvidence {
  const { online } = state.result;
  const { offline, stream, validity } = capacityFigures(state.result, state);
  const found = online?.capacity && online.capacity.state !== 'none' ? online.capacity : null;
  const values: Record<keyof typeof CAPACITY_FIGURES, Reading | null> = {
    batch: offline && withInterval(offline.samplesPerSecond, offline),
    online: found && {
      value: found.perSecond,
      low: found.perSecond,
      high: found.state === 'found' ? found.failsAtPerSecond : found.perSecond,
    },
    edge: stream && readingOf(stream.p90),
  };
  return { figures: known(MODE_IDS.map((id) => [`capacity.${id}`, values[id]] as const)), validity };
}
