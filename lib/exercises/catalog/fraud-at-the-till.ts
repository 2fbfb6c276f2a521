import { figureOf } from '../evidence/evidence';
import { defineRules } from '../rules';

/** What the case allows. ms */
const LIMIT_MS = 300;
/** In time, and without the data that decides. */
const BLIND = 0.3;
/** Half of the payments in time, and not nine in ten. */
const OFTEN_LATE = 0.5;

export const rules = defineRules<'choose'>({
  kind: 'choose',
  level: 'analyse',
  concepts: ['choosing', 'latency'],
  minutes: 5,
  input: {
    options: [
      { id: 'batch', lane: 'batch' },
      { id: 'online', lane: 'online' },
      { id: 'edge', lane: 'edge' },
      'fallback',
    ],
  },
  legs: [{ changes: { modelId: 'credit-risk', network: 'wifi', perSecond: 30, count: 300 } }],
  reasons: { both: 'sound', soonest: 'unsound', careful: 'unsound', average: 'the-average-says-it-all' },
  truth(evidence) {
    const batch = figureOf(evidence, 0, 'batch.median');
    const online = figureOf(evidence, 0, 'online.median');
    const nearlyAll = figureOf(evidence, 0, 'online.p90');
    const edge = figureOf(evidence, 0, 'edge.median');
    if (!batch || !online || !nearlyAll || !edge) return null;
    const asked = nearlyAll.value <= LIMIT_MS ? 1 : online.value <= LIMIT_MS ? OFTEN_LATE : 0;
    return {
      credits: {
        batch: batch.value <= LIMIT_MS ? OFTEN_LATE : 0,
        online: asked,
        edge: edge.value <= LIMIT_MS ? BLIND : 0,
        fallback: asked,
      },
    };
  },
  outcome(_, { choice }, { credits }) {
    if (choice === 'batch' || choice === 'edge') return choice;
    return credits[choice] === 1 ? 'fits' : 'late';
  },
  facts: { batch: 'batch.median', online: 'online.median', nearly: 'online.p90', edge: 'edge.median' },
  watch: ['batch.median', 'online.p90', 'edge.median'],
  followUp: 0,
});
