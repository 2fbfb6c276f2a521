import { type ExperimentSetup, type SetupChanges, setupWith } from '../experiment/setup';
import { formatSetup } from '../experiment/setup-url';

/** What a preset changes of the Lab's first set-up. Words are in the catalogue under `lesson.presets.<id>`. */
const PRESETS = {
  'three-lanes': { count: 300, intervalMs: 1000 },
  'batch-wait': { count: 1200, intervalMs: 5000, lanes: ['batch'] },
  'batch-short-interval': { count: 600, intervalMs: 500, lanes: ['batch', 'online'] },
  'batch-size': { study: 'sweep', sweep: 'batch-size', sweepLane: 'edge' },
  'batch-risk': { modelId: 'credit-risk', count: 1000, perSecond: 100, lanes: ['batch', 'online'] },
  'online-steady': { count: 600, lanes: ['online'], generator: 'server' },
  'online-capacity': { study: 'capacity', lanes: ['online'] },
  'online-far-away': { count: 300, network: '4g', lanes: ['online', 'edge'] },
  'online-burst': { count: 600, pattern: 'bursts', lanes: ['online', 'edge'] },
  'online-fraud': { modelId: 'credit-risk', count: 600, lanes: ['online'] },
  'edge-alone': { count: 300, lanes: ['edge'] },
  'edge-weak-device': { count: 300, slowdown: 8, lanes: ['online', 'edge'] },
  'edge-small-model': { modelId: 'clothing', study: 'sweep', sweep: 'variants', sweepLane: 'edge' },
  'edge-cold-start': { study: 'cold-start' },
  'choose-crossover': { count: 300, network: '4g', slowdown: 8 },
  'choose-all': { modelId: 'clothing', count: 300, perSecond: 30, intervalMs: 2000 },
} as const satisfies Record<string, SetupChanges>;

export type PresetId = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[];

/** The set-up a preset opens the Lab with. */
export function presetSetup(id: PresetId): ExperimentSetup {
  return setupWith(PRESETS[id]);
}

/** Opens the Lab ready to run. */
export function presetHref(id: PresetId): string {
  return `/lab?${formatSetup(presetSetup(id))}`;
}
