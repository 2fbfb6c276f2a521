import { findVersion } from '../../model';
import type { SimSetup } from './fields';
import { meanOf, profileFor, type ServiceProfile, type Source } from './profile';

/** What is measured, or else assumed: each a field of the set-up, which takes the place of what the profile says. */
export const PARAMETER_IDS = ['callMs', 'itemMs', 'overheadMs', 'requestMs', 'deviceMs', 'jobStartMs'] as const;
export type ParameterId = (typeof PARAMETER_IDS)[number];

export interface Parameter {
  readonly id: ParameterId;
  /** Of samples, their mean. ms */
  readonly value: number;
  readonly source: Source;
}

/** Every service time of a set-up, and where it comes from: edited ones are assumed by whoever edited them. */
export function parametersOf(setup: SimSetup, profile: ServiceProfile): readonly Parameter[] {
  const own = profileFor(profile, setup);
  const measured: Record<ParameterId, number> = {
    callMs: own.callMs,
    itemMs: own.itemMs,
    overheadMs: meanOf(own.overheadMs),
    requestMs: own.requestMs ?? 0,
    deviceMs: meanOf(own.deviceMs),
    jobStartMs: own.jobStartMs,
  };
  return PARAMETER_IDS.map((id) => {
    const edited = setup[id];
    return edited === null
      ? { id, value: measured[id], source: sourceOf(id, own, profile) }
      : { id, value: edited, source: { kind: 'assumed' } };
  });
}

/** What surrounds the model does not depend on which model it is. */
function sourceOf(id: ParameterId, own: ServiceProfile, profile: ServiceProfile): Source {
  if (id === 'requestMs' && profile.requestMs === null) return { kind: 'unknown' };
  return id === 'callMs' || id === 'itemMs' || id === 'deviceMs' ? own.source : profile.source;
}

/** What a device downloads before its first answer. */
export function downloadBytes(setup: SimSetup): number {
  return setup.download === 'off' ? 0 : (setup.modelBytes ?? findVersion(setup).sizeBytes);
}
