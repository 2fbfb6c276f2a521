import { NETWORK_IDS } from '../../emulate/networks';
import { BALANCINGS } from '../scenario/lanes-schema';
import { MOST_BATCH, MOST_RETRIES, MOST_SERVERS, MOST_WORKERS } from '../scenario/limits';
import { FLEET_IDS, SIGNAL_IDS } from './fleets';

const BATCH_PLANS = ['nightly', 'hourly', 'every', 'off'] as const;
const SWITCH = ['on', 'off'] as const;
/** Lanes made of two others. */
export const HYBRID_IDS = ['edgeThenOnline', 'cacheThenOnline', 'cascade'] as const;
export type HybridId = (typeof HYBRID_IDS)[number];
/** As they are called in an address, where capitals do not count. */
export const HYBRID_KEYS: Readonly<Record<HybridId, string>> = {
  edgeThenOnline: 'edge-first',
  cacheThenOnline: 'cache',
  cascade: 'cascade',
};

/** What a field is about: where it stands on the page. */
export type FieldPart = 'load' | 'model' | 'times' | 'batch' | 'online' | 'edge' | 'hybrids' | 'run';

interface Field {
  /** What it is called in an address. */
  readonly key: string;
  readonly part: FieldPart;
}

export interface ChoiceField extends Field {
  readonly kind: 'choice';
  readonly of: readonly string[];
  readonly default: string;
}

export interface NumberField extends Field {
  readonly kind: 'number';
  readonly limits: { readonly min: number; readonly max: number };
  readonly whole: boolean;
  /** `null` = none; of service times, the one of the profile. */
  readonly default: number | null;
}

interface OtherField extends Field {
  readonly kind: 'model' | 'version' | 'hybrids' | 'run';
}

export type SimField = ChoiceField | NumberField | OtherField;

/**
 * Every field of the simulator's set-up, once, in the order of an address. Types, limits, defaults and the address follow from it. Numbers are in the unit
 * that people name them in: `…Ms`, `…Seconds`, `…Minutes`.
 */
export const SIM_FIELDS = {
  users: number('users', 'load', [1, 1e10], 20_000),
  requestsPerDay: decimal('asks', 'load', [0.001, 10_000], 5),
  /** The rate at the busiest moment of a day over the mean of that day. */
  peakFactor: decimal('peak', 'load', [1, 24], 3),
  peakHour: number('hour', 'load', [0, 23], 19),
  network: choice('network', 'load', withoutOffline(), 'wifi'),
  /** Whether a device has a signal: as its class has, or the same for all. */
  signal: choice('signal', 'load', ['fleet', ...SIGNAL_IDS] as const, 'fleet'),
  modelId: { key: 'model', part: 'model', kind: 'model' },
  versionId: { key: 'version', part: 'model', kind: 'version' },
  batch: choice('batch', 'batch', BATCH_PLANS, 'nightly'),
  batchEveryMinutes: number('minutes', 'batch', [1, 10_080], 15),
  batchWorkers: number('workers', 'batch', [1, MOST_WORKERS], 2),
  batchSize: number('batchsize', 'batch', [1, MOST_BATCH], 32),
  /** A run that takes longer is late. */
  batchWindowMinutes: number('window', 'batch', [1, 10_080], null),
  online: choice('online', 'online', SWITCH, 'on'),
  servers: number('servers', 'online', [1, MOST_SERVERS], 2),
  workersPerServer: number('perserver', 'online', [1, 64], 1),
  balancing: choice('balance', 'online', BALANCINGS, 'least-outstanding'),
  batchMost: number('together', 'online', [1, 1024], 1),
  batchDelayMs: decimal('delay', 'online', [0, 10_000], 0),
  queueMost: number('queue', 'online', [0, 1_000_000], null),
  timeoutMs: number('timeout', 'online', [1, 600_000], null),
  retries: number('retries', 'online', [0, MOST_RETRIES], 0),
  autoscaling: choice('scale', 'online', SWITCH, 'off'),
  scaleLeast: number('least', 'online', [1, MOST_SERVERS], 1),
  scaleMost: number('most', 'online', [1, MOST_SERVERS], 10),
  scaleTarget: decimal('target', 'online', [0.05, 1], 0.7),
  scaleEverySeconds: decimal('look', 'online', [1, 3600], 15),
  scaleStartSeconds: decimal('boot', 'online', [0, 3600], 60),
  scaleCoolSeconds: decimal('cool', 'online', [0, 36_000], 300),
  edge: choice('edge', 'edge', [...FLEET_IDS, 'off'] as const, 'school-phones'),
  download: choice('download', 'edge', SWITCH, 'on'),
  /** `null` = as the manifest says. */
  modelBytes: number('modelbytes', 'edge', [1, 100_000_000_000], null),
  hybrids: { key: 'hybrids', part: 'hybrids', kind: 'hybrids' },
  unsureShare: decimal('unsure', 'hybrids', [0, 1], 0.1),
  hitShare: decimal('hit', 'hybrids', [0, 1], 0.8),
  /** How many times as long the big model of a cascade takes. */
  bigFactor: decimal('bigger', 'hybrids', [1, 1000], 10),
  /** A run or a sweep that is kept on this device: how long things take is told by it. `null` = by the reference. */
  runId: { key: 'run', part: 'times', kind: 'run' },
  callMs: decimal('call', 'times', [0, 600_000], null),
  itemMs: decimal('item', 'times', [0, 600_000], null),
  overheadMs: decimal('overhead', 'times', [0, 600_000], null),
  requestMs: decimal('thread', 'times', [0, 60_000], null),
  deviceMs: decimal('device', 'times', [0, 600_000], null),
  jobStartMs: decimal('jobstart', 'times', [0, 3_600_000], null),
  requests: number('count', 'run', [100, 100_000_000_000], 100_000),
  seed: number('seed', 'run', [0, 4_294_967_295], 7),
} as const satisfies Readonly<Record<string, SimField>>;

type Fields = typeof SIM_FIELDS;
export type SimFieldId = keyof Fields;
export const SIM_FIELD_IDS = Object.keys(SIM_FIELDS) as readonly SimFieldId[];

export type ValueOf<One extends SimField> = One extends {
  readonly kind: 'choice';
  readonly of: readonly (infer Value)[];
}
  ? Value
  : One extends NumberField
    ? One['default'] extends null
      ? number | null
      : number
    : One extends { readonly kind: 'hybrids' }
      ? readonly HybridId[]
      : One extends { readonly kind: 'run' }
        ? string | null
        : string;

/** What the simulator is asked: all that stands in its address. */
export type SimSetup = { readonly [Id in SimFieldId]: ValueOf<Fields[Id]> };

export type NumberFieldId = {
  [Id in SimFieldId]: Fields[Id] extends NumberField ? Id : never;
}[SimFieldId];
export type ChoiceFieldId = {
  [Id in SimFieldId]: Fields[Id] extends ChoiceField ? Id : never;
}[SimFieldId];

/** A set-up field by field. */
export function setupFrom(valueFor: <Id extends SimFieldId>(id: Id) => SimSetup[Id]): SimSetup {
  // Each field has the value of its own kind: `valueFor` says so.
  return Object.fromEntries(SIM_FIELD_IDS.map((id) => [id, valueFor(id)])) as unknown as SimSetup;
}

type Limits = readonly [min: number, max: number];

function number<const Default extends number | null>(key: string, part: FieldPart, limits: Limits, usual: Default) {
  return { ...decimal(key, part, limits, usual), whole: true } as const;
}

export function decimal<const Default extends number | null>(
  key: string,
  part: FieldPart,
  [min, max]: Limits,
  usual: Default,
) {
  return { key, part, kind: 'number', limits: { min, max }, whole: false, default: usual } as const;
}

export function choice<const Of extends readonly string[]>(key: string, part: FieldPart, of: Of, usual: Of[number]) {
  return { key, part, kind: 'choice', of, default: usual } as const;
}

/** Nobody asks a server over no network. */
function withoutOffline() {
  return NETWORK_IDS.filter((id): id is Exclude<typeof id, 'offline'> => id !== 'offline');
}
