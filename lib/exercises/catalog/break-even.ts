import { defineRules } from '../rules';

/** What the edge lane fetches once, and what an online answer sends and brings back. */
const ONCE = 'start.edge.bytes';
const EACH = { above: [1, 'online.bytes-total'], below: [1, 'online.answered'] } as const;
const FILE = [1, 'online.model-bytes'] as const;

export const rules = defineRules<'crossover'>({
  kind: 'crossover',
  level: 'analyse',
  concepts: ['cost', 'network'],
  minutes: 5,
  input: {
    x: { unit: 'count', least: 1, most: 100_000, kind: 'log' },
    y: { unit: 'bytes', kind: 'log' },
    curves: [
      { id: 'online', lane: 'online' },
      { id: 'edge', lane: 'edge' },
    ],
  },
  legs: [
    { changes: { study: 'cold-start', lanes: ['edge'], repeats: 3 } },
    { changes: { lanes: ['online'], count: 200, perSecond: 20 } },
  ],
  reasons: { file: 'unsound', all: 'sound', never: 'unsound', speed: 'unsound' },
  truth: {
    flat: ['edge', ONCE],
    rising: ['online', EACH],
    places: [1, 10, 100, 1000, 10_000, 100_000],
    anywhere: true,
  },
  facts: {
    once: ONCE,
    each: { of: EACH, as: 'bytes' },
    // Predictions come whole.
    at: { of: { above: ONCE, below: EACH }, as: 'count', rounded: 'up' },
    file: FILE,
    fileOnly: { of: { above: FILE, below: EACH }, as: 'count', rounded: 'up' },
  },
  watch: [
    [0, 'start.edge.bytes'],
    [1, 'online.bytes-sent'],
  ],
  followUp: 0,
});
