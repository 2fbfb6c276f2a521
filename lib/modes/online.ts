import type { Mode } from './mode';

export const online = {
  id: 'online',
  engine: 'http',
  dispatch: 'as-they-arrive',
  runsOn: 'server',
  conditions: ['generator', 'network'],
  headline: 'latency',
  scenario: 'Server',
} as const satisfies Mode;
