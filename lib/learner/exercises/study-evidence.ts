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
  const parts = bars.flatMap(({ id, partMs, firstAnswer, steady, fetchedBytes }) => {
    const values: Record<keyof typeof START_FIGURES, Reading | null> = {
      'first-answer': withInterval(firstAnswer.value, firstAnswer),
      fetch: plain(partMs.fetch),
      load: plain(partMs.load),
      'first-run': plain(partMs.firstRun),
      steady: withInterval(steady.value, steady),
      bytes: plain(fetchedBytes),
    };
    return Object.entries(values).map(([name, value]) => [`start.${id}.${name}` as FigureId, value] as const);
  });
  return { figures: known(parts), validity };
}

function ofSweep(state: StudyState<SweepResult>): StudyEvidence {
  const { kind, modelId } = state.result;
  const { points, fit, best, validity } = sweepFigures(state.result, state);
  const [first] = points;
  const isOfSizes = kind === 'batch-size';
  const ofPoints = points.flatMap(({ batchSize, threads, versionId, callMs }): Known => {
    const name = {
      'batch-size': `size.${batchSize}`,
      threads: `threads.${threads ?? 1}`,
      variants: `variant.${versionId}`,
    }[kind];
    const call = withInterval(callMs.value, callMs);
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
    // Before every size was timed there is no best: a largest gain would be one of a few.
    gain: isOfSizes && best ? (best.point === first ? plain(1) : withInterval(best.ratio.value, best.ratio)) : null,
    'best-size':
      isOfSizes && best
        ? withInterval(best.point.batchSize, {
            low: Math.min(best.point.batchSize, ...best.alike.map(({ batchSize }) => batchSize)),
            high: Math.max(best.point.batchSize, ...best.alike.map(({ batchSize }) => batchSize)),
          })
        : null,
  };
  const line = Object.entries(ofFit).map(([name, figure]) => [`fit.${name}` as FigureId, figure] as const);
  return { figures: known([...ofPoints, ...line]), validity };
}

function ofCapacity(state: StudyState<CapacityResult>): StudyEvidence {
  const { online } = state.result;
  const { offline, stream, validity } = capacityFigures(state.result, state);
  const capacity = online?.capacity;
  const found = capacity && 'perSecond' in capacity ? capacity : null;
  const values: Record<keyof typeof CAPACITY_FIGURES, Reading | null> = {
    batch: offline && withInterval(offline.value, offline),
    online: found && {
      value: found.perSecond,
      low: found.perSecond,
      high: found.state === 'found' ? found.failsAtPerSecond : found.perSecond,
    },
    edge: stream && readingOf(stream.p90),
  };
  return { figures: known(MODE_IDS.map((id) => [`capacity.${id}`, values[id]] as const)), validity };
}
