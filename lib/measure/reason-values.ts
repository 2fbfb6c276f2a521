import type { FindingValue } from './findings';
import type { Remedy } from './remedy';
import { timesApart, type ValidityReason } from './validity';

/** What a reason's sentence and its remedy speak of; the same names for both (`findings.validity.reasons`, `.remedy`). */
export function reasonValuesOf(reason: ValidityReason): Readonly<Record<string, FindingValue>> {
  const lane: Readonly<Record<string, FindingValue>> = reason.lane ? { lane: { kind: 'lane', lane: reason.lane } } : {};
  switch (reason.id) {
    case 'asleep':
      return { duration: { kind: 'duration', ms: reason.ms } };
    case 'too-short':
      return {
        ...lane,
        duration: { kind: 'duration', ms: reason.ms },
        have: { kind: 'count', value: reason.have },
        floor: { kind: 'choice', choice: reason.floor },
      };
    case 'too-few-samples':
      return { ...lane, have: { kind: 'count', value: reason.have }, need: { kind: 'count', value: reason.need } };
    case 'cut-short':
      return {
        ...lane,
        how: { kind: 'choice', choice: reason.how },
        have: { kind: 'count', value: reason.have },
        known: { kind: 'choice', choice: reason.of > 0 ? 'yes' : 'no' },
        of: { kind: 'count', value: reason.of },
      };
    case 'failures':
    case 'resent':
      return { ...lane, count: { kind: 'count', value: reason.count }, of: { kind: 'count', value: reason.of } };
    case 'answers-disagree':
      return {
        ...lane,
        other: { kind: 'lane', lane: reason.other },
        count: { kind: 'count', value: reason.count },
        of: { kind: 'count', value: reason.of },
      };
    case 'generator-late':
      return {
        ...lane,
        count: { kind: 'count', value: reason.count },
        of: { kind: 'count', value: reason.of },
        any: { kind: 'choice', choice: reason.count > 0 ? 'some' : 'none' },
        raised: { kind: 'choice', choice: reason.raised },
        factor: { kind: 'ratio', value: reason.factor },
        late: { kind: 'duration', ms: reason.lateMedianMs ?? 0 },
        known: { kind: 'choice', choice: knownOf(reason) },
        median: { kind: 'duration', ms: reason.medianMs ?? 0 },
      };
    case 'page-busy':
      return {
        share: { kind: 'share', value: reason.share },
        harm: { kind: 'choice', choice: reason.didHarm ? 'done' : 'none' },
      };
    case 'warming':
      return {
        ...lane,
        how: { kind: 'choice', choice: reason.ratio > 1 ? 'longer' : 'shorter' },
        ratio: { kind: 'ratio', value: timesApart(reason.ratio) },
      };
    case 'noisy':
    case 'unstable':
      return { ...lane, what: { kind: 'choice', choice: reason.what }, ratio: { kind: 'ratio', value: reason.ratio } };
    case 'connections-full':
      return { ...lane, share: { kind: 'share', value: reason.share } };
    case 'waited-for-others':
      return {
        ...lane,
        wait: { kind: 'duration', ms: reason.ms },
        median: { kind: 'duration', ms: reason.medianMs },
      };
    case 'clock-coarse':
      return {
        ...lane,
        step: { kind: 'duration', ms: reason.stepMs },
        median: { kind: 'duration', ms: reason.medianMs },
      };
    default:
      return lane;
  }
}

/** What may be told of how late items were. */
function knownOf({ lateMedianMs, medianMs }: Extract<ValidityReason, { id: 'generator-late' }>) {
  if (lateMedianMs === null) return 'none';
  return medianMs === null ? 'late' : 'both';
}

/** What the sentence and the button of a remedy speak of (`findings.validity.actions`). */
export function remedyValuesOf(remedy: Remedy): Readonly<Record<string, FindingValue>> {
  switch (remedy.id) {
    case 'lower-rate':
      return {
        known: { kind: 'choice', choice: remedy.perSecond === null ? 'no' : 'yes' },
        rate: { kind: 'rate', value: remedy.perSecond ?? 0 },
      };
    case 'run-to-end':
      return { how: { kind: 'choice', choice: remedy.how } };
    case 'run-longer':
      return { factor: { kind: 'ratio', value: remedy.factor } };
    default:
      return {};
  }
}
