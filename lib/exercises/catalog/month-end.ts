import { PLAIN_FACTOR } from '../../measure/rules';
import { MODE_IDS } from '../../modes';
import { figureOf } from '../evidence/evidence';
import { defineRules } from '../rules';

/** Up to so many times the least computing a lane is a second best. */
const SECOND_BEST = 3;

export const rules = defineRules<'choose'>({
  kind: 'choose',
  level: 'analyse',
  concepts: ['choosing', 'cost'],
  minutes: 5,
  input: {
    options: [
      { id: 'batch', lane: 'batch' },
      { id: 'online', lane: 'online' },
      { id: 'edge', lane: 'edge' },
    ],
  },
  legs: [
    {
      changes: { modelId: 'credit-risk', pattern: 'at-once', count: 3000, generator: 'server' },
      // A pile that is there at once is worked off unevenly, and is not sent by a schedule.
      onPurpose: ['unstable', 'generator-late'],
    },
  ],
  reasons: { each: 'sound', latency: 'throughput-is-one-over-latency', ready: 'idle-costs-nothing', spread: 'unsound' },
  truth(evidence) {
    const rates = MODE_IDS.map((id) => ({ id, rate: figureOf(evidence, 0, `${id}.compute-rate`)?.value ?? 0 }));
    if (rates.some(({ rate }) => rate <= 0)) return null;
    const most = Math.max(...rates.map(({ rate }) => rate));
    const creditOf = (times: number) => (times <= PLAIN_FACTOR ? 1 : times <= SECOND_BEST ? 0.5 : 0);
    return { credits: Object.fromEntries(rates.map(({ id, rate }) => [id, creditOf(most / rate)])) };
  },
  outcome: (_, { choice }, { credits }) => (credits[choice] === 1 ? 'best' : choice),
  facts: {
    batchRate: { of: 'batch.compute-rate', as: 'count' },
    onlineRate: { of: 'online.compute-rate', as: 'count' },
    edgeRate: { of: 'edge.compute-rate', as: 'count' },
  },
  watch: ['batch.compute-rate', 'online.compute-rate', 'edge.compute-rate'],
  followUp: 0,
});
