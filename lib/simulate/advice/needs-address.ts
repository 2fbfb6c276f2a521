import type { ErrorReport } from '../../errors';
import { findModel, MANIFEST } from '../../model';
import type { LinkShape } from '../../wire/link/link-shape';
import { readLink } from '../../wire/link/read-link';
import { readField } from '../setup/address';
import type { SimField, SimSetup } from '../setup/fields';
import { NEED_FIELDS, NEED_IDS, type NeedId, type Needs } from './needs';

/** What the address of the advisor may say. */
const NEEDS_LINK: LinkShape = {
  keys: NEED_IDS.map((id) => NEED_FIELDS[id].key),
  exact: NEED_IDS.filter((id) => NEED_FIELDS[id].kind === 'number').map((id) => NEED_FIELDS[id].key),
  loose: ['profile'],
};

/** What an empty address stands for, with another model or not. @throws TrilaneError `unknown-model` */
export function defaultNeeds(modelId: string = MANIFEST.models[0]?.id ?? ''): Needs {
  const model = findModel(modelId);
  return needsFrom((id) => {
    const field: SimField = NEED_FIELDS[id];
    if (field.kind === 'choice' || field.kind === 'number') return field.default;
    if (field.kind === 'run') return null;
    return field.kind === 'version' ? model.defaultVersion : model.id;
  });
}

/** Reads needs from an address. Never throws: what is wrong becomes a problem, and the default stands in for it. */
export function parseNeeds(address: URLSearchParams): {
  readonly needs: Needs;
  readonly problems: readonly ErrorReport[];
} {
  const { params, problems, attempt } = readLink(address, NEEDS_LINK, 'the advisor');
  const first = defaultNeeds().modelId;
  const modelId = attempt(first, () => findModel(params.get(NEED_FIELDS.modelId.key) ?? first).id);
  const defaults = defaultNeeds(modelId);
  const needs = needsFrom((id) => {
    const text = params.get(NEED_FIELDS[id].key);
    if (id === 'modelId' || text === null) return defaults[id];
    return attempt<unknown>(defaults[id], () => readField(NEED_FIELDS[id], text, modelId));
  });
  return { needs, problems };
}

/** The query that stands for needs: defaults left out, always in the same order. */
export function formatNeeds(needs: Needs): string {
  const defaults: Needs = { ...defaultNeeds(needs.modelId), modelId: defaultNeeds().modelId };
  const params = new URLSearchParams();
  for (const id of NEED_IDS) if (needs[id] !== defaults[id]) params.set(NEED_FIELDS[id].key, String(needs[id] ?? ''));
  return params.toString();
}

/** What a set-up of the simulator says of needs; the others are those of an empty address. */
export function needsOf(setup: SimSetup): Needs {
  const { users, requestsPerDay, peakFactor, network, signal, edge, modelId, versionId, runId } = setup;
  const defaults = defaultNeeds(modelId);
  return {
    ...{ ...defaults, users, requestsPerDay, peakFactor, network, versionId, runId },
    connectivity: signal === 'fleet' ? defaults.connectivity : signal,
    devices: edge === 'off' ? defaults.devices : edge,
  };
}

/** Needs with some of them changed: another model has a version of its own. */
export function withNeed(needs: Needs, change: Partial<Needs>): Needs {
  const isOther = change.modelId !== undefined && change.modelId !== needs.modelId;
  const versionId = isOther ? findModel(change.modelId ?? '').defaultVersion : needs.versionId;
  return { ...needs, versionId, ...change };
}

function needsFrom(valueFor: (id: NeedId) => unknown): Needs {
  // Each field has the value of its own kind: `valueFor` says so.
  return Object.fromEntries(NEED_IDS.map((id) => [id, valueFor(id)])) as unknown as Needs;
}
