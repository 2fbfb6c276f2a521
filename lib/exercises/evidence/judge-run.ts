import { type Excuse, fitnessFor, isFiner, type Question, reasonsForQuestions } from '../../measure/fitness';
import type { PassFigures } from '../../measure/run-figures';
import type { ValidityReason } from '../../measure/validity';
import { type ExcusedReason, excusedReason } from './excused-reason';

/** What a run has to answer. */
export interface Asked {
  /** None = it has to be valid, and no more than that. */
  readonly asks: readonly Question[];
  /** Reasons that do not count against it. */
  readonly onPurpose: readonly ValidityReason['id'][];
}

export interface Judgement {
  /** Why the run may not be graded on; none = it may. */
  readonly faults: readonly ValidityReason[];
  /** Reasons that every question leaves alone, each once; kept with the evidence. */
  readonly excused: readonly ExcusedReason[];
}

/** Of several questions the excuse that says most is told. */
const TELLING: readonly Excuse[] = ['order-untold', 'order-stands', 'small-for-this', 'other-figure', 'other-lane'];

/** Whether a run is good enough for what is asked of it (SPEC 5.11): each pass for each question. Pure. */
export function judgeRun(
  passes: readonly Pick<PassFigures, 'validity' | 'summaries'>[],
  { asks, onPurpose }: Asked,
): Judgement {
  const meant = [
    ...onPurpose,
    // That the page was busy only counts by the lateness it made (SPEC 5.10).
    ...(onPurpose.includes('generator-late') ? ['page-busy'] : []),
    ...(onPurpose.includes('unstable') ? ['warming'] : []),
  ];
  const faults = new Map<string, ValidityReason>();
  const excuses = new Map<string, { readonly reason: ValidityReason; readonly why: Excuse }>();
  for (const { validity, summaries } of passes) {
    const reasons = reasonsForQuestions(validity, summaries).filter(({ id }) => !meant.includes(id));
    if (reasons.length === 0) continue;
    if (asks.length === 0)
      for (const reason of reasons) if (validity.reasons.includes(reason)) faults.set(keyOf(reason), reason);
    const cautions = validity.cautions.filter((caution) => !isFiner(caution));
    for (const question of asks) {
      const fitness = fitnessFor(question, { ...validity, verdict: 'invalid', reasons, cautions }, summaries);
      if (fitness.state === 'invalid') for (const reason of fitness.reasons) faults.set(keyOf(reason), reason);
      const excused = fitness.state === 'good-enough' ? fitness.excused : [];
      for (const excuse of excused) {
        const before = excuses.get(keyOf(excuse.reason));
        if (!before || rank(excuse.why) <= rank(before.why)) excuses.set(keyOf(excuse.reason), excuse);
      }
    }
  }
  const excused: ExcusedReason[] = [];
  for (const [key, excuse] of excuses) {
    const kept = excusedReason.safeParse(excuse);
    if (kept.success && !faults.has(key)) excused.push(kept.data);
    // What cannot be kept could not be told later on.
    else if (!kept.success) faults.set(key, excuse.reason);
  }
  return { faults: [...faults.values()], excused };
}

const keyOf = ({ id, lane }: ValidityReason) => `${id} ${lane}`;
const rank = (why: Excuse) => TELLING.indexOf(why);
