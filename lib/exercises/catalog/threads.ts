import { type Evidence, figureOf } from '../evidence/evidence';
import { type Reading, ratioOf } from '../evidence/reading';
import { factOf } from '../exercise';
import { defineRules } from '../rules';

/** The Lab tries no more (SETUP_LIMITS.threads). */
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** What gains less is called no gain: passes of one device differ by about as much. */
const GAINS = 1.2;

interface Point {
  readonly threads: number;
  readonly call: Reading;
}

/** One thread, the quickest number of them and the largest number; `null` where there was one only. */
function pointsOf(evidence: Evidence): { readonly one: Point; readonly best: Point; readonly most: Point } | null {
  const points = COUNTS.flatMap((threads) => {
    const call = figureOf(evidence, 0, `threads.${threads}.call`);
    return call ? [{ threads, call }] : [];
  });
  const [one] = points;
  const most = points.at(-1);
  if (!one || !most || one.threads !== 1 || most === one) return null;
  return { one, most, best: points.reduce((a, b) => (b.call.value < a.call.value ? b : a)) };
}

const count = (value: number) => ({ unit: 'count', value }) as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['device', 'throughput'],
  minutes: 4,
  input: { least: 1, most: 16 },
  legs: [
    {
      changes: {
        modelId: 'clothing',
        versionId: 'big-fp32',
        study: 'sweep',
        sweep: 'threads',
        sweepLane: 'edge',
        repeats: 5,
      },
    },
  ],
  reasons: {
    each: 'more-threads-are-always-faster',
    meet: 'sound',
    order: 'unsound',
    more: 'more-threads-are-always-faster',
  },
  truth(evidence) {
    const points = pointsOf(evidence);
    const ratio = points && ratioOf(points.one.call, points.best.call);
    return ratio && { ratio: { ...ratio, low: Math.min(ratio.value, Math.max(1, ratio.low)) } };
  },
  outcome: { under: [[GAINS, { right: 'none', high: 'high-none' }]], right: 'gain' },
  // Gains are between 1 and 4 nearly everywhere: with the usual tolerance "twice" would never be wrong.
  tolerance: { right: 1.5, partly: 2.5 },
  facts: {},
  ownFacts(evidence) {
    const points = pointsOf(evidence);
    if (!points) return {};
    const { one, best, most } = points;
    return {
      ...factOf('one', 'duration', one.call),
      ...factOf('best', 'duration', best.call),
      ...factOf('mostTime', 'duration', most.call),
      ...factOf('gain', 'ratio', ratioOf(one.call, best.call)),
      threads: count(best.threads),
      most: count(most.threads),
    };
  },
  watch: ['threads.1.call', 'threads.2.call', 'threads.4.call'],
  followUp: 0,
});
