import type { Mode } from './mode';

export const edge = {
  id: 'edge',
  engine: 'worker',
  dispatch: 'one-at-a-time',
  runsOn: 'device',
  conditions: ['slowdown', 'threads'],
  headline: 'latency',
  scenario: 'SingleStream',
} as const satisfies Mode;
