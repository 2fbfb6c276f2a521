import { FIELD_IDS, SETUP_FIELDS, STUDIES } from '../experiment/setup-fields';
import { findVersion } from '../model';
import { MODE_IDS } from '../modes';
import type { HistoryRow } from './history-row';

/** Whether what a browser gives back is a row that can be shown: another program, another version or a fault may have changed it. */
export function isReadableRow(kept: unknown): kept is HistoryRow {
  if (!isObject(kept)) return false;
  const { id, startedAt, sizeBytes, setup, phase, verdict, altered, kind } = kept;
  const isWhole =
    isText(id) &&
    isText(startedAt) &&
    Number.isFinite(Date.parse(startedAt)) &&
    isAmount(sizeBytes) &&
    isText(phase) &&
    (verdict === 'valid' || verdict === 'invalid') &&
    typeof altered === 'boolean' &&
    isSetup(setup);
  if (!isWhole) return false;
  const { study } = setup as { readonly study: unknown };
  if (kind === 'run') return study === STUDIES[0] && isListOf(kept.lanes, isLane);
  return kind === 'study' && study !== STUDIES[0] && study !== 'draw' && isListOf(kept.headlines, isHeadline);
}

/** Fields that came later may be missing, but what is there must be what it is said to be. */
function isSetup(setup: unknown): boolean {
  if (!isObject(setup) || !isText(setup.study) || !isText(setup.modelId) || !isText(setup.versionId)) return false;
  try {
    findVersion({ modelId: setup.modelId, versionId: setup.versionId });
  } catch {
    return false;
  }
  // Every row has these, whichever version wrote it.
  if (setup.laneVersions === undefined || (setup.lanes === undefined && setup.study !== 'sweep')) return false;
  return FIELD_IDS.every((id) => setup[id] === undefined || isValueOf(SETUP_FIELDS[id], setup[id]));
}

function isValueOf(field: (typeof SETUP_FIELDS)[keyof typeof SETUP_FIELDS], value: unknown): boolean {
  switch (field.kind) {
    case 'choice':
      return (field.of as readonly unknown[]).includes(value);
    case 'number':
      return (value === null && field.default === null) || (typeof value === 'number' && Number.isFinite(value));
    case 'lanes':
      return isListOf(value, isMode);
    case 'gaps':
      return isListOf(value, isAmount);
    case 'lane-versions':
      return isObject(value) && Object.entries(value).every(([lane, version]) => isMode(lane) && isText(version));
    default:
      return isText(value);
  }
}

function isLane(lane: unknown): boolean {
  if (!isObject(lane) || !isMode(lane.modeId) || !isAmount(lane.completed) || !isObject(lane.median)) return false;
  const { state, valueMs, low, high } = lane.median;
  return state === 'locked' || [valueMs, low, high].every((ms) => typeof ms === 'number' && !Number.isNaN(ms));
}

function isHeadline(headline: unknown): boolean {
  if (!isObject(headline) || !isMode(headline.lane)) return false;
  const { kind, value, low, high } = headline;
  return (
    ['rate', 'duration', 'ratio'].includes(String(kind)) &&
    isAmount(value) &&
    isAmount(low) &&
    (high === null || isAmount(high))
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isMode = (value: unknown): boolean => (MODE_IDS as readonly unknown[]).includes(value);
const isListOf = (value: unknown, is: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);
