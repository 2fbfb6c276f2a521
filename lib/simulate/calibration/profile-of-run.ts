import { findModel } from '../../model';
import type { ModelTarget } from '../../model/manifest';
import type { MeasuredTimes } from '../scenario/times-schema';
import {
  type ParameterId,
  profileFor,
  type ServiceProfile,
  type Source,
  samplesOf,
  tensorBytes,
} from '../setup/profile';
import { type CalibratedOnline, calibrateBatch, calibrateEdge, calibrateOnline } from './calibrate';
import { type CallLine, callLine } from './call-line';
import type { MeasuredLane } from './measured-lane';

/** A run that was measured on this device, as far as a profile needs it: its lanes of one target. */
export interface MeasuredRun {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly target: ModelTarget;
  readonly lanes: readonly MeasuredLane[];
}

/** Calls of the model alone, by size, as a sweep over batch sizes times them. */
export interface MeasuredSweep {
  readonly startedAt: string;
  readonly target: ModelTarget;
  readonly isOnDevice: boolean;
  readonly sizes: MeasuredTimes['sizes'];
}

/**
 * How long things took in a run. What it does not tell, such as the times of a device where it had no edge lane, is taken from the reference, and says so.
 *
 * @returns `null` where none of its lanes has answers enough
 */
export function profileOfRun(
  { startedAt, target, lanes }: MeasuredRun,
  reference: ServiceProfile,
): ServiceProfile | null {
  const laneOf = (modeId: MeasuredLane['modeId']) => lanes.find((lane) => lane.modeId === modeId);
  const [onlineLane, batchLane, edgeLane] = [laneOf('online'), laneOf('batch'), laneOf('edge')];
  const online = onlineLane ? calibrateOnline(onlineLane) : null;
  const batch = batchLane ? calibrateBatch(batchLane) : null;
  const edge = edgeLane ? calibrateEdge(edgeLane) : null;
  if (!online && !batch && !edge) return null;
  const line = callLine([...(online?.serviceMs.sizes ?? []), ...(batch?.serviceMs.sizes ?? [])]);
  return profileWith(profileFor(reference, target), startedAt, {
    ...(line && { line }),
    ...(online && onlineLane && aroundOf(online, onlineLane, target)),
    ...(edge && { deviceMs: edge.serviceMs }),
    ...(batch && { jobStartMs: batch.startUpMs + batch.chunkMs }),
    ...{ serverMs: online?.serviceMs ?? null, jobMs: batch?.serviceMs ?? null },
  });
}

/** The same of a sweep over batch sizes: the model's times, and the rest from the reference. @returns `null` of none */
export function profileOfSweep(sweep: MeasuredSweep, reference: ServiceProfile): ServiceProfile | null {
  const { startedAt, target, isOnDevice, sizes } = sweep;
  const base = profileFor(reference, target);
  const alone = sizes.find(({ size }) => size === 1);
  const line = callLine(sizes);
  if (isOnDevice)
    return alone
      ? profileWith(base, startedAt, { deviceMs: samplesOf(alone.values), serverMs: null, jobMs: null })
      : null;
  const serverMs: MeasuredTimes = { kind: 'measured', sizes };
  return line && profileWith(base, startedAt, { line, serverMs, jobMs: serverMs });
}

function aroundOf({ roundTripMs, requestMs, answers }: CalibratedOnline, lane: MeasuredLane, { modelId }: ModelTarget) {
  const bytes = Math.round((lane.resources?.bytesSent ?? 0) / answers - tensorBytes(findModel(modelId).input));
  return { requestMs, overheadMs: roundTripMs, ...(bytes > 0 && { overheadBytes: bytes }) };
}

type Measured = Pick<ServiceProfile, 'serverMs' | 'jobMs'> &
  Partial<Pick<ServiceProfile, 'overheadMs' | 'requestMs' | 'deviceMs' | 'jobStartMs' | 'overheadBytes'>> & {
    readonly line?: CallLine;
  };

/** A profile with what was measured in place of what it says. */
function profileWith(base: ServiceProfile, startedAt: string, { line, ...measured }: Measured): ServiceProfile {
  const source: Source = { kind: 'measured', date: startedAt.slice(0, 10) };
  const told: ParameterId[] = [];
  if (line) told.push('callMs');
  if (line && line.itemMs !== null) told.push('itemMs');
  for (const id of ['overheadMs', 'requestMs', 'deviceMs', 'jobStartMs'] as const)
    if (measured[id] !== undefined) told.push(id);
  const sources = { ...base.sources, ...Object.fromEntries(told.map((id) => [id, source])) };
  return { ...base, ...measured, ...(line && lineOf(line, base)), sources };
}

/** Of one size alone only the whole call is known: its items take the part of it that they take in the reference. */
function lineOf({ callMs, itemMs }: CallLine, base: ServiceProfile) {
  if (itemMs !== null) return { callMs, itemMs };
  const whole = base.callMs + base.itemMs;
  const share = whole > 0 ? base.itemMs / whole : 0;
  return { callMs: callMs * (1 - share), itemMs: callMs * share };
}
