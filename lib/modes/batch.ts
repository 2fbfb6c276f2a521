import type { Mode } from './mode';

export const batch = {
  id: 'batch',
  engine: 'job',
  dispatch: 'at-intervals',
  headline: 'throughput',
  scenario: 'Offline',
} as const satisfies Mode;
