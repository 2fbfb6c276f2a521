import type { Mode } from './mode';

export const online = {
  id: 'online',
  engine: 'http',
  dispatch: 'as-they-arrive',
  headline: 'latency',
  scenario: 'Server',
} as const satisfies Mode;
