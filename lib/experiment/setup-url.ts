import { type ErrorReport, TrilaneError } from '../errors';
import { findModel, findVersion } from '../model';
import { MODE_IDS, type ModeId } from '../modes';
import { withEntityHash } from '../wire/link/entity-hash';
import type { LinkShape } from '../wire/link/link-shape';
import { mendLink } from '../wire/link/mend-link';
import { readLink } from '../wire/link/read-link';
import {
  type ExperimentSetup,
  isDrawable,
  type RunSetup,
  runSetupOf,
  setupOf,
  sweptLane,
  wholeDefault,
  withStudy,
} from './setup';
import { FIELD_IDS, type FieldId, SETUP_FIELDS, type WholeSetup, wholeFrom } from './setup-fields';
import {
  arrivalsInTime,
  endsByTime,
  isFeasible,
  isWithin,
  itemsOf,
  type LimitedField,
  mostItems,
  mostOf,
  SETUP_LIMITS,
  scheduleMs,
} from './setup-limits';
import { readTrace } from './trace';

export interface ParsedSetup {
  readonly setup: ExperimentSetup;
  /** The same with what the address says of other studies. */
  readonly whole: WholeSetup;
  /** What the address names. */
  readonly given: ReadonlySet<FieldId>;
  /** What could not be used, in words; the default stands in for it. */
  readonly problems: readonly ErrorReport[];
}

/** Keys of the address that are no part of the set-up. */
export const SAVED_KEY = 'saved';
const laneKey = (lane: ModeId) => `${lane}.${SETUP_FIELDS.laneVersions.key}`;
/** What the address of the Lab may say. */
export const SETUP_LINK: LinkShape = {
  keys: [...FIELD_IDS.map((id) => SETUP_FIELDS[id].key), ...MODE_IDS.map(laneKey)],
  lists: [SETUP_FIELDS.lanes.key, SETUP_FIELDS.traceMs.key],
  exact: [SAVED_KEY, ...FIELD_IDS.filter((id) => SETUP_FIELDS[id].kind === 'number').map((id) => SETUP_FIELDS[id].key)],
  loose: ['run', 'profile', SAVED_KEY],
};

/** As addresses are written: the interval before the lanes, and what lanes have of their own at the end. */
const WRITTEN = FIELD_IDS.flatMap((id): readonly FieldId[] => {
  if (id === 'lanes') return ['intervalMs', 'lanes'];
  return id === 'intervalMs' || id === 'laneVersions' ? [] : [id];
});

/** What an empty address stands for, with another model or not. @throws TrilaneError `unknown-model` */
export function defaultSetup(modelId?: string): RunSetup {
  return runSetupOf(wholeDefault(modelId));
}

/** Reads a set-up from an address. Never throws: what is wrong becomes a problem, and the rest counts. */
export function parseSetup(address: URLSearchParams): ParsedSetup {
  const { params, problems, attempt } = readLink(address, SETUP_LINK, 'the lab');
  const first = wholeDefault().modelId;
  const modelId = attempt(first, () => findModel(params.get(SETUP_FIELDS.modelId.key) ?? first).id);
  const defaults = wholeDefault(modelId);
  const versionFrom = (key: string, fallback: string) =>
    attempt(fallback, () => findVersion({ modelId, versionId: params.get(key) ?? fallback }).id);
  const versionId = versionFrom(SETUP_FIELDS.versionId.key, defaults.versionId);
  const ownVersions = MODE_IDS.map((lane) => [lane, versionFrom(laneKey(lane), versionId)] as const);
  const targets = {
    modelId,
    versionId,
    laneVersions: Object.fromEntries(ownVersions.filter(([, own]) => own !== versionId)),
  };
  const parsed = wholeFrom(<Id extends FieldId>(id: Id): WholeSetup[Id] => {
    if (id in targets) return targets[id as keyof typeof targets] as WholeSetup[Id];
    return attempt(defaults[id], () => {
      const text = params.get(SETUP_FIELDS[id].key);
      // The kind of the field says how it is read, and so what it may be.
      return text === null ? defaults[id] : (readField(id, text) as WholeSetup[Id]);
    });
  });
  const traced = attempt({ ...parsed, pattern: defaults.pattern }, () => checkTrace(parsed));
  const swept = attempt({ ...traced, sweepLane: sweptLane(traced) }, () => checkSwept(traced));
  const feasible = attempt(shortened(swept, defaults), () => checkLength(swept));
  const whole = attempt({ ...feasible, ...withStudy(feasible, feasible.study) }, () => checkDrawn(feasible));
  const given = new Set(WRITTEN.filter((id) => params.has(SETUP_FIELDS[id].key)));
  return { setup: setupOf(whole), whole, given, problems };
}

/** How much is sent, and how fast, where nobody says. */
export type UsualLoad = Pick<WholeSetup, 'perSecond' | 'count'>;

/**
 * The query that stands for a set-up: defaults left out, always in the same order.
 * @param usual what goes without saying on this device; NaN = it is always said
 */
export function formatSetup(setup: ExperimentSetup, usual: Partial<UsualLoad> = {}): string {
  const defaults = { ...wholeDefault(setup.modelId), modelId: wholeDefault().modelId, ...usual };
  const params = new URLSearchParams();
  const values: Partial<WholeSetup> = setup;
  for (const id of WRITTEN) {
    const value = values[id];
    if (value === undefined) continue;
    const text = textOf(value);
    if (text !== textOf(defaults[id])) params.set(SETUP_FIELDS[id].key, text);
  }
  for (const lane of MODE_IDS) {
    const own = setup.laneVersions[lane];
    if (own !== undefined && own !== setup.versionId) params.set(laneKey(lane), own);
  }
  // A comma is plain in a query; encoded it only makes the link harder to read.
  return params.toString().replaceAll('%2C', ',');
}

/** The query of an address as it was understood, without what a link goes through on its way. */
export function mendedSearch({ search, hash }: Pick<URL, 'search' | 'hash'>): string {
  const { params } = mendLink(new URLSearchParams(withEntityHash(search, hash)), SETUP_LINK);
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/**
 * The query of an address that names another kept run, or none; the rest of it stays as it is written.
 * @param search as of a location: with its question mark, or empty
 */
export function searchWithSaved(search: string, id: string | null): string {
  const rest = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !part.startsWith(`${SAVED_KEY}=`));
  const parts = id === null ? rest : [...rest, `${SAVED_KEY}=${encodeURIComponent(id)}`];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

const textOf = (value: WholeSetup[FieldId]) => (value === null ? '' : String(value));

/** @throws TrilaneError */
function readField(id: FieldId, text: string): WholeSetup[FieldId] {
  const field = SETUP_FIELDS[id];
  switch (field.kind) {
    case 'choice':
      return oneOf(field.key, text, field.of);
    case 'number':
      return readNumber(id as LimitedField, text);
    case 'gaps':
      return readGaps(text);
    case 'lanes':
      return readLanes(text);
    default:
      throw new TrilaneError('internal', `The versions of a set-up are read with its model, not as "${id}".`);
  }
}

/** @throws TrilaneError `malformed-request` */
function checkDrawn(whole: WholeSetup): WholeSetup {
  if (whole.study === 'draw' && !isDrawable(whole.modelId))
    refuse('malformed-request', `The model "${whole.modelId}" does not know drawings; digits does.`);
  return whole;
}

/** @throws TrilaneError `malformed-request` */
function checkTrace(whole: WholeSetup): WholeSetup {
  if (whole.pattern === 'trace' && whole.traceMs.length === 0)
    refuse('malformed-request', 'The link asks for a recorded trace and holds none that can be used.');
  return whole;
}

/** @throws TrilaneError `malformed-request` */
function checkSwept(whole: WholeSetup): WholeSetup {
  const lane = sweptLane(whole);
  if (whole.study === 'sweep' && lane !== whole.sweepLane)
    refuse(
      'malformed-request',
      `The link sweeps threads in ${whole.sweepLane}; only ${lane} takes a number of threads, so that is what is swept.`,
    );
  return whole;
}

/** What makes a run long, that which is given up first before the others. */
const LENGTH_FIELDS = ['count', 'durationMs', 'perSecond', 'pattern'] as const;

/** As few fields as can be fall back to their defaults, so that it may run. */
function shortened(whole: WholeSetup, defaults: WholeSetup): WholeSetup {
  const fallen = LENGTH_FIELDS.reduce<readonly Partial<WholeSetup>[]>(
    (all, id) => all.concat(all.map((one) => ({ ...one, [id]: defaults[id] }))),
    [{}],
  )
    .toSorted((a, b) => Object.keys(a).length - Object.keys(b).length)
    .map((one) => ({ ...whole, ...one }));
  return fallen.find(isFeasible) ?? defaults;
}

/** @throws TrilaneError `run-too-long`, `too-many-samples` */
function checkLength(setup: WholeSetup): WholeSetup {
  if (scheduleMs(setup) > SETUP_LIMITS.scheduleMs) {
    const minutes = Math.round(scheduleMs(setup) / 60_000);
    refuse(
      'run-too-long',
      `The arrivals of this link take about ${minutes} minutes a lane; ${SETUP_LIMITS.scheduleMs / 60_000} is the most.`,
    );
  }
  if (itemsOf(setup) > mostOf(setup)) {
    const most = mostItems(setup);
    refuse(
      'too-many-samples',
      endsByTime(setup)
        ? `About ${Math.round(arrivalsInTime(setup))} samples would arrive in that time; ${most} is the most.`
        : `With ${setup.repeats} repeats, ${most} samples in each are the most; the link says ${setup.count}.`,
    );
  }
  return setup;
}

function readNumber(id: LimitedField, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const { key, whole } = SETUP_FIELDS[id];
  const { min, max } = SETUP_LIMITS[id];
  if (isWithin(id, value) && (!whole || Number.isInteger(value))) return value;
  const code =
    id !== 'count' || Number.isNaN(value) ? 'malformed-request' : value > max ? 'too-many-samples' : 'too-few-samples';
  return refuse(
    code,
    `The link says ${key} "${text}"; it must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`,
  );
}

function readGaps(text: string): readonly number[] {
  const { traceGaps, traceGapMs } = SETUP_LIMITS;
  return (
    readTrace(text) ??
    refuse(
      'malformed-request',
      `A trace is up to ${traceGaps} whole numbers of milliseconds from 0 to ${traceGapMs} between commas, not all 0.`,
    )
  );
}

function readLanes(text: string): readonly ModeId[] {
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
