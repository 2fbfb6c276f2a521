import type { Headline } from '../history-row';
import { capacityFigures } from './capacity-figures';
import type { CapacityResult } from './capacity-result';
import { coldStartFigures } from './cold-start-figures';
import { resultOf } from './study-document';
import type { StudyStanding, StudyState } from './study-state';
import type { StudyFinding, StudyValidity } from './study-words';
import { sweepFigures } from './sweep-figures';

/** What came of a study, in short. */
export interface StudySummary {
  /** A study that did not come to its end is `invalid`, too. */
  readonly verdict: StudyValidity['verdict'];
  readonly findings: readonly StudyFinding[];
  readonly headlines: readonly Headline[];
}

/** @param state of a study of the kind that its set-up names */
export function studySummary(state: StudyState<unknown>): StudySummary {
  const result = resultOf(state);
  const { validity, findings, headlines } = result ? shownOf(result, state) : NOTHING;
  return { verdict: validity?.verdict ?? 'invalid', findings, headlines };
}

interface Shown {
  readonly validity: StudyValidity | null;
  readonly findings: readonly StudyFinding[];
  readonly headlines: readonly Headline[];
}

const NOTHING: Shown = { validity: null, findings: [], headlines: [] };

function shownOf(result: NonNullable<ReturnType<typeof resultOf>>, standing: StudyStanding): Shown {
  switch (result.study) {
    case 'capacity': {
      const figures = capacityFigures(result, standing);
      const { offline, stream } = figures;
      const online = onlineRate(result);
      const headlines: Headline[] = [
        ...(offline
          ? [{ lane: 'batch', kind: 'rate', value: offline.value, low: offline.low, high: offline.high } as const]
          : []),
        ...(online ? [online] : []),
        ...(stream?.p90.state === 'earned'
          ? [
              {
                lane: 'edge',
                kind: 'duration',
                value: stream.p90.valueMs,
                low: stream.p90.low,
                high: stream.p90.high,
              } as const,
            ]
          : []),
      ];
      return { ...figures, headlines };
    }
    case 'cold-start': {
      const figures = coldStartFigures(result, standing);
      // Of the edge lane the start over the network, which is the one a new visitor sees.
      const headlines = figures.bars
        .filter(({ id, lane }) => id === lane)
        .map(({ lane, firstAnswer: { value, low, high } }): Headline => ({ lane, kind: 'duration', value, low, high }));
      return { ...figures, headlines };
    }
    default: {
      const figures = sweepFigures(result, standing);
      const { best } = figures;
      const headlines: Headline[] = best ? [{ lane: result.lane, kind: 'ratio', ...best.ratio }] : [];
      return { ...figures, headlines };
    }
  }
}

function onlineRate({ online }: CapacityResult): Headline | null {
  const capacity = online?.capacity;
  if (!capacity || !('perSecond' in capacity)) return null;
  const { perSecond } = capacity;
  const high = capacity.state === 'beyond' ? null : capacity.failsAtPerSecond;
  return { lane: 'online', kind: 'rate', value: perSecond, low: perSecond, high };
}
