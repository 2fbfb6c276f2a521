import { type ErrorReport, reportOf, TrilaneError } from '../errors';
import { findModel, findVersion, MANIFEST } from '../model';
import { MODE_IDS, type ModeId } from '../modes';
import { ARRIVAL_PATTERNS } from '../workload/arrivals';
import { type ExperimentSetup, LANE_ORDERS } from './setup';
import { isWithin, type LimitedField, SETUP_LIMITS, scheduleMs } from './setup-limits';

export interface ParsedSetup {
  readonly setup: ExperimentSetup;
  /** What could not be used, in words; the default stands in for it. */
  readonly problems: readonly ErrorReport[];
}

/** Not part of the set-up, but at home in the same address. */
const OTHER_KEYS = ['run', 'profile'];
const VERSION_SUFFIX = '.version';
const PLAIN_KEYS = ['model', 'version', 'count', 'pattern', 'rate', 'interval', 'lanes', 'order', 'seed'];
const LANE_VERSION_KEYS = MODE_IDS.map((id) => id + VERSION_SUFFIX);

export function defaultSetup(modelId: string = MANIFEST.models[0]?.id ?? ''): ExperimentSetup {
  return {
    modelId,
    versionId: findModel(modelId).defaultVersion,
    laneVersions: {},
    count: 600,
    pattern: 'poisson',
    perSecond: 60,
    lanes: MODE_IDS,
    intervalMs: 2000,
    order: 'in-turn',
    seed: 7,
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
  const number = (key: string, field: LimitedField) =>
    attempt(defaults[field], () => (params.has(key) ? readNumber(key, params.get(key) ?? '', field) : defaults[field]));
  const parsed: ExperimentSetup = {
    modelId,
    versionId,
    laneVersions,
    count: number('count', 'count'),
    pattern: attempt(defaults.pattern, () =>
      oneOf('pattern', params.get('pattern') ?? defaults.pattern, ARRIVAL_PATTERNS),
    ),
    perSecond: number('rate', 'perSecond'),
    lanes: attempt(defaults.lanes, () => readLanes(params.get('lanes'))),
    intervalMs: number('interval', 'intervalMs'),
    order: attempt(defaults.order, () => oneOf('order', params.get('order') ?? defaults.order, LANE_ORDERS)),
    seed: number('seed', 'seed'),
  };
  const setup = attempt({ ...parsed, count: defaults.count, perSecond: defaults.perSecond }, () => checkLength(parsed));
  return { setup, problems };
}

/** The query that stands for a set-up: defaults left out, always in the same order. */
export function formatSetup(setup: ExperimentSetup): string {
  const defaults = defaultSetup(setup.modelId);
  const params = new URLSearchParams();
  const set = (key: string, value: string | number, standard: string | number) => {
    if (value !== standard) params.set(key, String(value));
  };
  set('model', setup.modelId, defaultSetup().modelId);
  set('version', setup.versionId, defaults.versionId);
  set('count', setup.count, defaults.count);
  set('pattern', setup.pattern, defaults.pattern);
  set('rate', setup.perSecond, defaults.perSecond);
  set('interval', setup.intervalMs, defaults.intervalMs);
  set('lanes', setup.lanes.join(','), defaults.lanes.join(','));
  for (const id of MODE_IDS) set(id + VERSION_SUFFIX, setup.laneVersions[id] ?? setup.versionId, setup.versionId);
  set('order', setup.order, defaults.order);
  set('seed', setup.seed, defaults.seed);
  // A comma is plain in a query; encoded it only makes the link harder to read.
  return params.toString().replaceAll('%2C', ',');
}

/** @throws TrilaneError `run-too-long` */
function checkLength(setup: ExperimentSetup): ExperimentSetup {
  if (scheduleMs(setup) > SETUP_LIMITS.scheduleMs) {
    const minutes = Math.round(scheduleMs(setup) / 60_000);
    refuse(
      'run-too-long',
      `${setup.count} samples at ${setup.perSecond} a second take about ${minutes} minutes a lane; ${SETUP_LIMITS.scheduleMs / 60_000} is the most.`,
    );
  }
  return setup;
}

function readNumber(key: string, text: string, field: LimitedField): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const { min, max } = SETUP_LIMITS[field];
  const whole = field === 'count' || field === 'seed';
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
