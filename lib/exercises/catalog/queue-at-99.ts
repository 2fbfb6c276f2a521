import { PLAIN_FACTOR } from '../../measure/rules';
import { defineRules } from '../rules';

/**
 * The edge lane takes one item at a time: a queue with a single server. The count and the seed fix the pattern of the
 * arrivals, and the rate only stretches it. With this seed the answer stands where the measured rate is a few per cent off.
 */
const LANE = { modelId: 'clothing', versionId: 'big-fp32', lanes: ['edge'], count: 400, seed: 28 } as const;
const atLoad = (times: number) =>
  ({ changes: LANE, onPurpose: ['unstable'], rateFrom: { leg: 0, figure: 'edge.rate', times } }) as const;
/** From here on the queue was plainly longer. */
const PLAINLY_LONGER = 2;
const TIMES = { above: [3, 'edge.p90'], below: [1, 'edge.p90'] } as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'analyse',
  concepts: ['queues', 'latency'],
  minutes: 6,
  input: { least: 1, most: 100 },
  legs: [
    {
      changes: { ...LANE, loop: 'closed', users: 1 },
      // The rate of the other legs rests on it to a few per cent.
      asks: [{ kind: 'size', figure: 'throughput', lanes: ['edge'], within: PLAIN_FACTOR }],
    },
    atLoad(0.7),
    atLoad(0.9),
    atLoad(0.99),
  ],
  reasons: { slack: 'sound', load: 'unsound', 'keeps-up': 'full-is-efficient', model: 'a-faster-model-fixes-a-queue' },
  truth: TIMES,
  outcome: { under: [[PLAINLY_LONGER, 'flat']] },
  // What a device can do wanders by some per cent within a minute, and near its limit that moves a queue by far more.
  tolerance: { right: 2.5, partly: 4 },
  facts: {
    alone: [0, 'edge.median'],
    at70: [1, 'edge.p90'],
    at90: [2, 'edge.p90'],
    at99: [3, 'edge.p90'],
    times: TIMES,
  },
  watch: [
    [1, 'edge.p90'],
    [2, 'edge.p90'],
    [3, 'edge.p90'],
  ],
  followUp: 0,
});
