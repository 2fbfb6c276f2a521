import { findVersion } from '../../model';
import { meanOf } from '../statistics/mean';
import type { SimSetup } from './fields';
import { PARAMETER_IDS, type ParameterId, profileFor, type ServiceProfile, type Source } from './profile';

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
    overheadMs: meanOf(own.overheadMs.values),
    requestMs: own.requestMs ?? 0,
    deviceMs: meanOf(own.deviceMs.values),
    jobStartMs: own.jobStartMs,
  };
  return PARAMETER_IDS.map((id) => {
    const edited = setup[id];
    return edited === null
      ? { id, value: measured[id], source: own.sources[id] }
      : { id, value: edited, source: { kind: 'assumed' } };
  });
}

/** What a device downloads before its first answer. */
export function downloadBytes(setup: SimSetup): number {
  return setup.download === 'off' ? 0 : (setup.modelBytes ?? findVersion(setup).sizeBytes);
}
