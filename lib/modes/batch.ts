import type { Mode } from './mode';

export const batch = {
  id: 'batch',
  engine: 'job',
  dispatch: 'at-intervals',
  runsOn: 'server',
  conditions: [],
  headline: 'throughput',
  scenario: 'Offline',
} as const satisfies Mode;
