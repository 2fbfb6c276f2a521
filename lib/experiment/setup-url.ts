import { GENERATORS } from '../emulate/conditions';
import { NETWORK_IDS } from '../emulate/networks';
import { type ErrorReport, reportOf, TrilaneError } from '../errors';
import { FLOORS } from '../measure/floors';
import { findModel, findVersion, MANIFEST } from '../model';
import { MODE_IDS, type ModeId } from '../modes';
import { ARRIVAL_PATTERNS } from '../workload/arrivals';
import { type ExperimentSetup, LANE_ORDERS, LOOPS, STUDIES, SWEEPS } from './setup';
import { arrivalsInTime, isWithin, type LimitedField, MOST_IN_TIME, SETUP_LIMITS, scheduleMs } from './setup-limits';
import { readTrace } from './trace';

export interface ParsedSetup {
  readonly setup: ExperimentSetup;
  /** What could not be used, in words; the default stands in for it. */
  readonly problems: readonly ErrorReport[];
}

/** Not part of the set-up, but at home in the same address. */
const OTHER_KEYS = ['run', 'profile', 'saved'];
const VERSION_SUFFIX = '.version';
/** How each plain part of a set-up is called in an address, in the order it is written. */
const KEYS = {
  study: 'study',
  modelId: 'model',
  versionId: 'version',
  count: 'count',
  durationMs: 'duration',
  pattern: 'pattern',
  perSecond: 'rate',
  traceMs: 'trace',
  loop: 'loop',
  users: 'users',
  intervalMs: 'interval',
  lanes: 'lanes',
  order: 'order',
  seed: 'seed',
  repeats: 'repeats',
  floor: 'floor',
  generator: 'load',
  network: 'network',
  slowdown: 'slowdown',
  threads: 'threads',
  stallMs: 'stall',
  limitMs: 'limit',
  sweep: 'sweep',
  sweepLane: 'in',
} as const satisfies Record<Exclude<keyof ExperimentSetup, 'laneVersions'>, string>;
const PLAIN_KEYS: readonly string[] = Object.values(KEYS);
const LANE_VERSION_KEYS = MODE_IDS.map((id) => id + VERSION_SUFFIX);

export function defaultSetup(modelId: string = MANIFEST.models[0]?.id ?? ''): ExperimentSetup {
  return {
    study: 'same-workload',
    modelId,
    versionId: findModel(modelId).defaultVersion,
    laneVersions: {},
    count: 600,
    durationMs: null,
    pattern: 'poisson',
    perSecond: 60,
    traceMs: [],
    loop: 'open',
    users: 4,
    lanes: MODE_IDS,
    intervalMs: 2000,
    order: 'in-turn',
    seed: 7,
    repeats: 1,
    floor: 'class',
    generator: 'browser',
    network: 'loopback',
    slowdown: 1,
    threads: null,
    stallMs: 0,
    limitMs: 50,
    sweep: 'batch-size',
    sweepLane: 'edge',
  };
}

/** Reads a set-up from an address. Never throws: what is wrong becomes a problem, and the rest counts. */
export function parseSetup(params: URLSearchParams): ParsedSetup {
  const problems: ErrorReport[] = [];
  const attempt = <T>(fallback: T, read: () => T): T => {
    try {
      return read();
    } catch (thrown) {
      problems.push(reportOf(thrown));
      return fallback;
    }
  };
  for (const key of new Set(params.keys())) {
    if (![...PLAIN_KEYS, ...LANE_VERSION_KEYS, ...OTHER_KEYS].includes(key)) {
      attempt(null, () => refuse('unknown-parameter', `The link says "${key}", which the lab does not know.`));
    }
  }
  const modelId = attempt(defaultSetup().modelId, () => findModel(params.get('model') ?? defaultSetup().modelId).id);
  const defaults = defaultSetup(modelId);
  const versionFrom = (key: string, fallback: string) =>
    attempt(fallback, () => findVersion({ modelId, versionId: params.get(key) ?? fallback }).id);
  const versionId = versionFrom('version', defaults.versionId);
  const laneVersions: Partial<Record<ModeId, string>> = {};
  for (const id of MODE_IDS) {
    const laneVersion = versionFrom(id + VERSION_SUFFIX, versionId);
    if (laneVersion !== versionId) laneVersions[id] = laneVersion;
  }
  const at = (field: keyof typeof KEYS) => params.get(KEYS[field]);
  const number = (field: LimitedField): number | null =>
    attempt(defaults[field], () => {
      const text = at(field);
      return text === null ? defaults[field] : readNumber(KEYS[field], text, field);
    });
  /** Of a field whose default is a number. */
  const given = (field: Exclude<LimitedField, 'durationMs' | 'threads'>) => number(field) ?? defaults[field];
  const one = <Field extends ChoiceField>(field: Field): ExperimentSetup[Field] =>
    attempt(defaults[field], () => {
      const text = at(field);
      // `CHOICES` lists what its field may be, and nothing else.
      const known: readonly string[] = CHOICES[field];
      return text === null ? defaults[field] : (oneOf(KEYS[field], text, known) as ExperimentSetup[Field]);
    });
  const parsed: ExperimentSetup = {
    study: one('study'),
    modelId,
    versionId,
    laneVersions,
    count: given('count'),
    durationMs: number('durationMs'),
    pattern: one('pattern'),
    perSecond: given('perSecond'),
    traceMs: attempt(defaults.traceMs, () => traceFrom(at('traceMs'))),
    loop: one('loop'),
    users: given('users'),
    lanes: attempt(defaults.lanes, () => readLanes(at('lanes'))),
    intervalMs: given('intervalMs'),
    order: one('order'),
    seed: given('seed'),
    repeats: given('repeats'),
    floor: one('floor'),
    generator: one('generator'),
    network: one('network'),
    slowdown: given('slowdown'),
    threads: number('threads'),
    stallMs: given('stallMs'),
    limitMs: given('limitMs'),
    sweep: one('sweep'),
    sweepLane: one('sweepLane'),
  };
  const { count, perSecond, pattern, durationMs, traceMs } = defaults;
  const setup = attempt({ ...parsed, count, perSecond, pattern, durationMs, traceMs }, () => checkLength(parsed));
  return { setup, problems };
}

/** The query that stands for a set-up: defaults left out, always in the same order. */
export function formatSetup(setup: ExperimentSetup): string {
  const defaults = { ...defaultSetup(setup.modelId), modelId: defaultSetup().modelId };
  const params = new URLSearchParams();
  for (const [field, key] of Object.entries(KEYS) as [keyof typeof KEYS, string][]) {
    const text = textOf(setup[field]);
    if (text !== textOf(defaults[field])) params.set(key, text);
  }
  for (const id of MODE_IDS) {
    const own = setup.laneVersions[id];
    if (own !== undefined && own !== setup.versionId) params.set(id + VERSION_SUFFIX, own);
  }
  // A comma is plain in a query; encoded it only makes the link harder to read.
  return params.toString().replaceAll('%2C', ',');
}

const textOf = (value: ExperimentSetup[keyof typeof KEYS]) => (value === null ? '' : String(value));

/** Fields that are one of a few words. */
const CHOICES = {
  study: STUDIES,
  pattern: ARRIVAL_PATTERNS,
  loop: LOOPS,
  order: LANE_ORDERS,
  floor: FLOORS,
  generator: GENERATORS,
  network: NETWORK_IDS,
  sweep: SWEEPS,
  sweepLane: MODE_IDS,
} as const satisfies { readonly [Field in keyof ExperimentSetup]?: readonly ExperimentSetup[Field][] };
type ChoiceField = keyof typeof CHOICES;

/** @throws TrilaneError `run-too-long` */
function checkLength(setup: ExperimentSetup): ExperimentSetup {
  if (setup.pattern === 'trace' && setup.traceMs.length === 0)
    refuse('malformed-request', 'The link asks for a recorded trace and holds none.');
  if (scheduleMs(setup) > SETUP_LIMITS.scheduleMs) {
    const minutes = Math.round(scheduleMs(setup) / 60_000);
    refuse(
      'run-too-long',
      `The arrivals of this link take about ${minutes} minutes a lane; ${SETUP_LIMITS.scheduleMs / 60_000} is the most.`,
    );
  }
  if (arrivalsInTime(setup) > MOST_IN_TIME) {
    refuse(
      'too-many-samples',
      `About ${Math.round(arrivalsInTime(setup))} samples would arrive in that time; ${SETUP_LIMITS.count.max} is the most.`,
    );
  }
  return setup;
}

const WHOLE = new Set<LimitedField>(['count', 'seed', 'users', 'repeats', 'threads', 'durationMs', 'stallMs']);

function readNumber(key: string, text: string, field: LimitedField): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const { min, max } = SETUP_LIMITS[field];
  const whole = WHOLE.has(field);
  if (isWithin(field, value) && (!whole || Number.isInteger(value))) return value;
  const code =
    field !== 'count' || Number.isNaN(value)
      ? 'malformed-request'
      : value > max
        ? 'too-many-samples'
        : 'too-few-samples';
  return refuse(
    code,
    `The link says ${key} "${text}"; it must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`,
  );
}

function traceFrom(text: string | null): readonly number[] {
  if (text === null) return [];
  const { traceGaps, traceGapMs } = SETUP_LIMITS;
  return (
    readTrace(text) ??
    refuse(
      'malformed-request',
      `A trace is up to ${traceGaps} whole numbers of milliseconds from 0 to ${traceGapMs} between commas, not all 0.`,
    )
  );
}

function readLanes(text: string | null): readonly ModeId[] {
  if (text === null) return MODE_IDS;
  const named = text.split(',').filter((name) => name !== '');
  const stranger = named.find((name) => !MODE_IDS.includes(name as ModeId));
  if (stranger !== undefined)
    refuse('malformed-request', `There is no lane "${stranger}". Known lanes: ${MODE_IDS.join(', ')}.`);
  const lanes = MODE_IDS.filter((id) => named.includes(id));
  return lanes.length > 0 ? lanes : refuse('no-lane', 'The link turns every lane off.');
}

function oneOf<T extends string>(key: string, text: string, known: readonly T[]): T {
  return (
    known.find((value) => value === text) ??
    refuse('malformed-request', `The link says ${key} "${text}"; known are ${known.join(', ')}.`)
  );
}

function refuse(...[code, detail]: ConstructorParameters<typeof TrilaneError>): never {
  throw new TrilaneError(code, detail);
}
