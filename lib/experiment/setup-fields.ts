import { GENERATORS } from '../emulate/conditions';
import { NETWORK_IDS } from '../emulate/networks';
import { FLOORS } from '../measure/floors';
import { MODE_IDS, type ModeId } from '../modes';
import { ARRIVAL_PATTERNS } from '../workload/arrivals';

/** What is asked of the lanes; each has a way of running and charts of its own. */
export const STUDIES = ['same-workload', 'capacity', 'cold-start', 'sweep', 'draw'] as const;
export type StudyId = (typeof STUDIES)[number];
/** A study with a result of its own kind. */
export type MeasuredStudy = Exclude<StudyId, 'same-workload' | 'draw'>;

/** `in-turn`: one lane at a time. `race`: all at once, contending for the same machine. */
export const LANE_ORDERS = ['in-turn', 'race'] as const;

/** What a sweep varies. */
export const SWEEPS = ['batch-size', 'threads', 'variants'] as const;
export type SweepId = (typeof SWEEPS)[number];

export const LOOPS = ['open', 'closed'] as const;

interface Field {
  /** What it is called in an address. */
  readonly key: string;
  /** In which it counts: a set-up of any other has no such field. */
  readonly studies: readonly StudyId[];
}

interface ChoiceField extends Field {
  readonly kind: 'choice';
  readonly of: readonly string[];
  readonly default: string;
}

interface NumberField extends Field {
  readonly kind: 'number';
  readonly limits: { readonly min: number; readonly max: number };
  /** Only whole numbers; times may be less than whole in files. */
  readonly whole: boolean;
  /** `null` = none, where there need be none. */
  readonly default: number | null;
  /** `name`: a number that is no amount. */
  readonly unit: 'items' | 'ms' | 'a-second' | 'times' | 'name';
}

interface OtherField extends Field {
  /** The defaults: the first model, the version that its model names, all lanes, no gaps, no lane with a version of its own. */
  readonly kind: 'model' | 'version' | 'lanes' | 'gaps' | 'lane-versions';
}

export type SetupField = ChoiceField | NumberField | OtherField;

/**
 * The measurements that a page keeps of one lane over all repeats of a run. A million take 105 MB in its log (104 bytes each, twice
 * that at the most while it grows) and about as much again where figures are computed; three such lanes are what a tab can bear.
 * In a file they take 130 to 220 characters each: one such lane can be opened again, three cannot (`LONGEST_TEXT`).
 */
export const MOST_ITEMS_OF_LANE = 1_000_000;

const MEASURED = ['same-workload', 'capacity', 'cold-start', 'sweep'] as const;
const LOADED = ['same-workload', 'capacity'] as const;
const REPEATED = ['same-workload', 'cold-start', 'sweep'] as const;
const SCHEDULED = ['same-workload'] as const;
const SWEPT = ['sweep'] as const;

/**
 * Every field of a set-up, once, in the order of a file. Types, addresses, defaults, limits, files, comparisons and
 * words follow from it.
 */
export const SETUP_FIELDS = {
  study: { key: 'study', kind: 'choice', of: STUDIES, default: 'same-workload', studies: STUDIES },
  modelId: { key: 'model', kind: 'model', studies: STUDIES },
  versionId: { key: 'version', kind: 'version', studies: STUDIES },
  /** Lanes that run another version than `versionId`: not the same bytes. In an address one key a lane: `edge.version`. */
  laneVersions: { key: 'version', kind: 'lane-versions', studies: STUDIES },
  /** In each repeat; of all repeats together no more than a lane may hold. */
  count: number('count', { min: 1, max: MOST_ITEMS_OF_LANE, whole: true, unit: 'items' }, 600, LOADED),
  /** Ends the arrivals by time instead of by `count`; `null` = by count. */
  durationMs: number('duration', { min: 1_000, max: 600_000, whole: true, unit: 'ms' }, null, SCHEDULED),
  pattern: { key: 'pattern', kind: 'choice', of: ARRIVAL_PATTERNS, default: 'poisson', studies: SCHEDULED },
  /** Mean arrival rate; ignored when the pattern is `at-once` or `trace`, or the loop is closed. */
  perSecond: number('rate', { min: 0.1, max: 5_000, whole: false, unit: 'a-second' }, 60, SCHEDULED),
  /** Gaps of the recorded trace, whole ms; only for the pattern `trace`. */
  traceMs: { key: 'trace', kind: 'gaps', studies: SCHEDULED },
  loop: { key: 'loop', kind: 'choice', of: LOOPS, default: 'open', studies: SCHEDULED },
  /** Users of a closed loop. */
  users: number('users', { min: 1, max: 256, whole: true, unit: 'items' }, 4, SCHEDULED),
  /** In fixed order, never empty. */
  lanes: { key: 'lanes', kind: 'lanes', studies: ['same-workload', 'capacity', 'cold-start', 'draw'] },
  /** Time between two batch runs. */
  intervalMs: number('interval', { min: 250, max: 60_000, whole: false, unit: 'ms' }, 2000, SCHEDULED),
  order: { key: 'order', kind: 'choice', of: LANE_ORDERS, default: 'in-turn', studies: SCHEDULED },
  seed: number('seed', { min: 0, max: 4_294_967_295, whole: true, unit: 'name' }, 7, MEASURED),
  /** How often the whole is run; the order of the lanes is drawn anew each time. */
  repeats: number('repeats', { min: 1, max: 10, whole: true, unit: 'items' }, 1, REPEATED),
  floor: { key: 'floor', kind: 'choice', of: FLOORS, default: 'class', studies: LOADED },
  /** Of the online lane. */
  generator: { key: 'load', kind: 'choice', of: GENERATORS, default: 'browser', studies: SCHEDULED },
  network: { key: 'network', kind: 'choice', of: NETWORK_IDS, default: 'loopback', studies: LOADED },
  /** Of the edge lane. */
  slowdown: number('slowdown', { min: 1, max: 50, whole: false, unit: 'times' }, 1, LOADED),
  threads: number('threads', { min: 1, max: 8, whole: true, unit: 'items' }, null, MEASURED),
  /** Every lane stands still for so long once; 0 = none does. */
  stallMs: number('stall', { min: 0, max: 10_000, whole: true, unit: 'ms' }, 0, SCHEDULED),
  /** The p99 an online rate has to keep to. */
  limitMs: number('limit', { min: 1, max: 10_000, whole: false, unit: 'ms' }, 50, ['capacity']),
  /** What is varied, and in which lane. */
  sweep: { key: 'sweep', kind: 'choice', of: SWEEPS, default: 'batch-size', studies: SWEPT },
  sweepLane: { key: 'in', kind: 'choice', of: MODE_IDS, default: 'edge', studies: SWEPT },
} as const satisfies Readonly<Record<string, SetupField>>;

type Fields = typeof SETUP_FIELDS;
export type FieldId = keyof Fields;
export const FIELD_IDS = Object.keys(SETUP_FIELDS) as readonly FieldId[];

type ValueOf<One extends SetupField> = One extends { readonly kind: 'choice'; readonly of: readonly (infer Value)[] }
  ? Value
  : One extends NumberField
    ? One['default'] extends null
      ? number | null
      : number
    : One extends { readonly kind: 'lanes' }
      ? readonly ModeId[]
      : One extends { readonly kind: 'gaps' }
        ? readonly number[]
        : One extends { readonly kind: 'lane-versions' }
          ? Readonly<Partial<Record<ModeId, string>>>
          : string;

/** The fields of all studies: what an address and a file hold. */
export type WholeSetup = { readonly [Id in FieldId]: ValueOf<Fields[Id]> };

/** The fields that count in a study; of several studies, the set-up of one of them. */
export type SetupOf<Study extends StudyId> = Study extends StudyId
  ? {
      readonly [Id in FieldId as Study extends Fields[Id]['studies'][number] ? Id : never]: Id extends 'study'
        ? Study
        : WholeSetup[Id];
    }
  : never;

/** Fields of a kind. */
export type FieldOf<Kind extends SetupField['kind']> = {
  [Id in FieldId]: Fields[Id]['kind'] extends Kind ? Id : never;
}[FieldId];

/** A set-up field by field. */
export function wholeFrom(valueFor: <Id extends FieldId>(id: Id) => WholeSetup[Id]): WholeSetup {
  // Each field has the value of its own kind: `valueFor` says so.
  return Object.fromEntries(FIELD_IDS.map((id) => [id, valueFor(id)])) as unknown as WholeSetup;
}

export function countsIn(study: StudyId, id: FieldId): boolean {
  return SETUP_FIELDS[id].studies.some((one) => one === study);
}

function number<const Default extends number | null, const Studies extends readonly StudyId[]>(
  key: string,
  {
    min,
    max,
    whole,
    unit,
  }: { readonly min: number; readonly max: number; readonly whole: boolean; readonly unit: NumberField['unit'] },
  value: Default,
  studies: Studies,
) {
  return {
    key,
    kind: 'number',
    limits: { min, max },
    whole,
    unit,
    default: value,
    studies,
  } as const;
}
