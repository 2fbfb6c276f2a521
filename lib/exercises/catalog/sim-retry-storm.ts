import type { Scene } from '../../simulate/scenario/scene';
import { defineRules } from '../rules';

const TIMES = 'scene.at-once.online.attempts';

/**
 * A server that could do 100 a second gets 60, and fails now and then. As in the metastable failures of Bronson et al.,
 * "Metastable Failures in Distributed Systems", HotOS 2021, https://doi.org/10.1145/3458336.3465286; the figures are assumed.
 * @param queueMost places to wait; 500 take five seconds to be worked off, 50 half a second
 */
const scene = (id: string, retries: number, backoffMs: number, queueMost: number): Scene => ({
  id,
  scenario: {
    version: 1,
    seed: 7,
    requests: 90_000,
    arrivals: { kind: 'poisson', perSecond: 60 },
    lanes: {
      online: {
        servers: 1,
        serviceMs: { kind: 'exponential', mean: 10 },
        queueMost,
        client: { timeoutMs: 1000, retries, backoffMs },
        failures: { everyMs: 120_000, repairMs: 10_000 },
      },
    },
  },
});

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'analyse',
  concepts: ['queues', 'throughput'],
  minutes: 5,
  input: { least: 1, most: 20 },
  legs: [
    {
      scenes: [
        scene('at-once', 3, 0, 500),
        scene('backoff', 3, 2000, 500),
        scene('never', 0, 0, 500),
        scene('short', 3, 0, 50),
      ],
    },
  ],
  reasons: { few: 'retries-are-free', wasted: 'sound', faster: 'a-faster-model-fixes-a-queue', repaired: 'unsound' },
  truth: TIMES,
  tolerance: { right: 1.3, partly: 1.7 },
  facts: {
    times: TIMES,
    timesBackoff: 'scene.backoff.online.attempts',
    timesShort: 'scene.short.online.attempts',
    wasted: 'scene.at-once.online.wasted-share',
    atOnce: 'scene.at-once.online.completed-share',
    never: 'scene.never.online.completed-share',
    short: 'scene.short.online.completed-share',
  },
  watch: [
    TIMES,
    'scene.backoff.online.attempts',
    'scene.never.online.attempts',
    'scene.short.online.attempts',
    'scene.at-once.online.completed-share',
    'scene.never.online.completed-share',
    'scene.short.online.completed-share',
  ],
  followUp: 0,
});
