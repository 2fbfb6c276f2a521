import type { Scene } from '../../simulate/scenario/scene';
import type { FigureId } from '../evidence/figures';
import { defineRules } from '../rules';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIVE = 'scene.five.batch.job-seconds';
const NIGHT = 'scene.night.batch.job-seconds';
const TIMES = { above: FIVE, below: NIGHT } as const;

/** Readings come every two seconds for two days. A run loads for a minute whatever it finds; beside it stands a server that waits for them. */
const scene = (id: string, everyMs: number): Scene => ({
  id,
  scenario: {
    version: 1,
    seed: 7,
    requests: 86_000,
    arrivals: { kind: 'poisson', perSecond: 0.5 },
    lanes: {
      batch: {
        everyMs,
        workers: 1,
        serviceMs: { kind: 'linear', perCall: 20, perItem: 2 },
        batchSize: 100,
        chunkItems: 200_000,
        chunkMs: MINUTE_MS,
      },
      online: { servers: 1, serviceMs: { kind: 'linear', perCall: 20, perItem: 2 } },
    },
  },
});

/** Of a million answers, told for a thousand. */
const forThousand = (figure: FigureId) => ({ of: { above: figure, below: 1000 }, as: 'duration' }) as const;
const hoursOf = (figure: FigureId) => ({ of: { above: figure, below: HOUR_MS }, as: 'count' }) as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'analyse',
  concepts: ['freshness', 'cost'],
  minutes: 5,
  input: { least: 0.5, most: 500 },
  legs: [{ scenes: [scene('five', 5 * MINUTE_MS), scene('hour', HOUR_MS), scene('night', 24 * HOUR_MS)] }],
  reasons: { fixed: 'sound', same: 'fresh-is-free', runs: 'unsound', fewer: 'unsound' },
  truth: TIMES,
  facts: {
    times: TIMES,
    five: forThousand(FIVE),
    hour: forThousand('scene.hour.batch.job-seconds'),
    night: forThousand(NIGHT),
    online: forThousand('scene.night.online.server-seconds'),
    runsFive: 'scene.five.batch.runs',
    runsNight: 'scene.night.batch.runs',
    ageFive: 'scene.five.batch.age-mean',
    hoursNight: hoursOf('scene.night.batch.age-mean'),
  },
  watch: [FIVE, 'scene.hour.batch.job-seconds', NIGHT, 'scene.night.online.server-seconds'],
  followUp: 0,
});
