import { type ErrorReport, TrilaneError } from '../../errors';
import { findModel, findVersion, MANIFEST } from '../../model';
import type { LinkShape } from '../../wire/link/link-shape';
import { mendLink } from '../../wire/link/mend-link';
import { readLink } from '../../wire/link/read-link';
import {
  HYBRID_IDS,
  HYBRID_KEYS,
  type HybridId,
  type NumberField,
  SIM_FIELD_IDS,
  SIM_FIELDS,
  type SimField,
  type SimFieldId,
  type SimSetup,
  setupFrom,
} from './fields';

/** Holds the query of a set-up that was kept, to be compared with. */
const KEPT_KEY = 'kept';

/** What the address of the simulator may say. */
export const SIM_LINK: LinkShape = {
  keys: SIM_FIELD_IDS.map((id) => SIM_FIELDS[id].key),
  lists: [SIM_FIELDS.hybrids.key],
  exact: SIM_FIELD_IDS.filter((id) => ['number', 'run'].includes(SIM_FIELDS[id].kind)).map((id) => SIM_FIELDS[id].key),
  prose: [KEPT_KEY],
  loose: ['profile'],
};

export interface ParsedSimSetup {
  readonly setup: SimSetup;
  /** What could not be used, in words; the default stands in for it. */
  readonly problems: readonly ErrorReport[];
}

/** What an empty address stands for, with another model or not. @throws TrilaneError `unknown-model` */
export function defaultSimSetup(modelId: string = MANIFEST.models[0]?.id ?? ''): SimSetup {
  const model = findModel(modelId);
  return setupFrom(<Id extends SimFieldId>(id: Id): SimSetup[Id] => {
    const field: SimField = SIM_FIELDS[id];
    switch (field.kind) {
      case 'choice':
      case 'number':
        return field.default as SimSetup[Id];
      case 'model':
        return model.id as SimSetup[Id];
      case 'version':
        return model.defaultVersion as SimSetup[Id];
      case 'run':
        return null as SimSetup[Id];
      default:
        return NO_HYBRIDS as SimSetup[Id];
    }
  });
}

const NO_HYBRIDS: readonly HybridId[] = [];
/** Longer than any name of a kept run. */
const LONGEST_ID = 200;

/** Reads a set-up from an address. Never throws: what is wrong becomes a problem, and the rest counts. */
export function parseSimSetup(address: URLSearchParams): ParsedSimSetup {
  const { params, problems, attempt } = readLink(address, SIM_LINK, 'the simulator');
  const first = defaultSimSetup().modelId;
  const modelId = attempt(first, () => findModel(params.get(SIM_FIELDS.modelId.key) ?? first).id);
  const defaults = defaultSimSetup(modelId);
  const read = setupFrom(<Id extends SimFieldId>(id: Id): SimSetup[Id] => {
    if (id === 'modelId') return modelId as SimSetup[Id];
    const text = params.get(SIM_FIELDS[id].key);
    if (text === null) return defaults[id];
    return attempt(defaults[id], () => readField(SIM_FIELDS[id], text, modelId) as SimSetup[Id]);
  });
  const setup = attempt({ ...read, online: 'on' as const }, () => checkLanes(read));
  const scaled = withinScale(setup);
  attempt(undefined, () => checkScale(setup, scaled));
  return { setup: scaled, problems };
}

/** The set-up that an address keeps beside its own; `null` where it keeps none. Never throws. */
export function parseKept(address: URLSearchParams): ParsedSimSetup | null {
  const query = mendLink(address, SIM_LINK).params.get(KEPT_KEY);
  return query === null ? null : parseSimSetup(new URLSearchParams(query.replaceAll('_', '&').replaceAll('*', '=')));
}

/** The query that stands for a set-up with another one beside it. @param kept `null` = none */
export function formatWithKept(setup: SimSetup, kept: SimSetup | null): string {
  const query = formatSimSetup(setup);
  if (kept === null) return query;
  // What mends links would take an encoded `&` for one of the link's own.
  const escaped = formatSimSetup(kept).replaceAll('_', '%5F').replaceAll('*', '%2A');
  const beside = new URLSearchParams({ [KEPT_KEY]: escaped.replaceAll('&', '_').replaceAll('=', '*') }).toString();
  return query === '' ? beside : `${query}&${beside}`;
}

/** The query that stands for a set-up: defaults left out, always in the same order. */
export function formatSimSetup(setup: SimSetup): string {
  const defaults: SimSetup = { ...defaultSimSetup(setup.modelId), modelId: defaultSimSetup().modelId };
  const params = new URLSearchParams();
  for (const id of SIM_FIELD_IDS) {
    const text = textOf(setup[id]);
    if (text !== textOf(defaults[id])) params.set(SIM_FIELDS[id].key, text);
  }
  // A comma is plain in a query; encoded it only makes the link harder to read.
  return params.toString().replaceAll('%2C', ',');
}

/** A set-up with some of it changed; what follows from that is put in order. */
export function withChange(setup: SimSetup, change: Partial<SimSetup>): SimSetup {
  const isOther = change.modelId !== undefined && change.modelId !== setup.modelId;
  const versionId = isOther ? findModel(change.modelId ?? '').defaultVersion : setup.versionId;
  return withinScale({ ...setup, versionId, ...change });
}

/** The servers at the start are among those that scaling may have. */
function withinScale(setup: SimSetup): SimSetup {
  if (setup.autoscaling === 'off') return setup;
  const scaleMost = Math.max(setup.scaleLeast, setup.scaleMost);
  return { ...setup, scaleMost, servers: Math.max(setup.scaleLeast, Math.min(scaleMost, setup.servers)) };
}

/** What the link says of the servers, and what came of it. @throws TrilaneError `malformed-request` where that is something else */
function checkScale({ scaleMost, servers }: SimSetup, scaled: SimSetup): void {
  const range = `from ${scaled.scaleLeast} to ${scaled.scaleMost}`;
  if (scaled.scaleMost !== scaleMost)
    refuse(
      'malformed-request',
      `The link lets scaling have ${scaled.scaleLeast} servers at least and ${scaleMost} at most; it now goes ${range}.`,
    );
  // One that names no number of servers means none in particular.
  if (scaled.servers !== servers && servers !== SIM_FIELDS.servers.default)
    refuse(
      'malformed-request',
      `The link begins with ${servers} servers; scaling goes ${range}, so it begins with ${scaled.servers}.`,
    );
}

/** @throws TrilaneError `no-lane` */
function checkLanes(setup: SimSetup): SimSetup {
  const { batch, online, edge, hybrids } = setup;
  if (batch === 'off' && online === 'off' && edge === 'off' && hybrids.length === 0)
    refuse('no-lane', 'The link turns every lane off; online is on.');
  return setup;
}

function textOf(value: SimSetup[SimFieldId]): string {
  if (value === null) return '';
  if (typeof value === 'object')
    return HYBRID_IDS.flatMap((id) => (value.includes(id) ? [HYBRID_KEYS[id]] : [])).join(',');
  return String(value);
}

/** @throws TrilaneError */
export function readField(field: SimField, text: string, modelId: string): SimSetup[SimFieldId] {
  switch (field.kind) {
    case 'choice':
      return oneOf(field.key, text, field.of) as SimSetup[SimFieldId];
    case 'number':
      return field.default === null && text.trim() === '' ? null : readNumber(field, text);
    case 'version':
      return findVersion({ modelId, versionId: text }).id;
    case 'model':
      return modelId;
    case 'hybrids':
      return readHybrids(text);
    case 'run':
      return text === '' || text.length > LONGEST_ID ? null : text;
  }
}

const digits = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 12 });

function readNumber({ key, limits: { min, max }, whole }: NumberField, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? 'whole number' : 'number';
  return refuse(
    'malformed-request',
    `The link says ${key} "${text}"; it must be a ${kind} from ${digits(min)} to ${digits(max)}.`,
  );
}

function readHybrids(text: string): readonly HybridId[] {
  const named = text.split(',').filter((name) => name !== '');
  const known = HYBRID_IDS.map((id) => HYBRID_KEYS[id]);
  for (const name of named) oneOf(SIM_FIELDS.hybrids.key, name, known);
  return HYBRID_IDS.filter((id) => named.includes(HYBRID_KEYS[id]));
}

function oneOf(key: string, text: string, known: readonly string[]): string {
  return (
    known.find((value) => value === text) ??
    refuse('malformed-request', `The link says ${key} "${text}"; known are ${known.join(', ')}.`)
  );
}

function refuse(...[code, detail]: ConstructorParameters<typeof TrilaneError>): never {
  throw new TrilaneError(code, detail);
}
