import type { Scene } from '../../simulate/scenario/scene';
import { defineRules } from '../rules';

const GONE = 'scene.minute.online.timed-out-share';

/** Ten times as many visitors within two minutes. A visitor leaves after two seconds, and the server then drops the request. */
const scene = (id: string, least: number, startUpMs: number): Scene => ({
  id,
  scenario: {
    version: 1,
    seed: 7,
    requests: 100_000,
    warmUp: 0,
    arrivals: { kind: 'ramp', fromPerSecond: 40, toPerSecond: 400, overMs: 120_000 },
    lanes: {
      online: {
        servers: least,
        serviceMs: { kind: 'exponential', mean: 25 },
        deadlineMs: 2000,
        client: { timeoutMs: 2000, retries: 0 },
        autoscaling: {
          least,
          most: 30,
          everyMs: 15_000,
          targetUtilisation: 0.6,
          startUpMs,
          coolDownMs: 300_000,
        },
      },
    },
  },
});

export const rules = defineRules<'numeric'>({
  kind: 'numeric',
  level: 'analyse',
  concepts: ['latency', 'cost', 'queues'],
  minutes: 5,
  input: { scale: { unit: 'share', least: 0, most: 1, kind: 'linear' } },
  legs: [{ scenes: [scene('minute', 2, 60_000), scene('seconds', 2, 5000), scene('ready', 30, 60_000)] }],
  reasons: { steps: 'sound', minute: 'unsound', follows: 'scaling-is-instant', price: 'unsound' },
  truth: GONE,
  facts: {
    gone: GONE,
    goneSeconds: 'scene.seconds.online.timed-out-share',
    most: 'scene.minute.online.most-servers',
  },
  watch: [GONE, 'scene.seconds.online.timed-out-share', 'scene.ready.online.timed-out-share'],
  followUp: 1,
});
