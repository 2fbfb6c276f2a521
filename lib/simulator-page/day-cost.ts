import type { Assumptions } from '../measure/assumptions';
import { findVersion } from '../model';
import type { Scenario } from '../simulate/scenario/scenario';
import type { SimSetup } from '../simulate/setup/fields';
import { loadOf } from '../simulate/setup/load';
import type { SimulatedLane } from '../simulate/simulated-lane';
import { laneUse } from './lane-use';

const MILLION = 1_000_000;
const BYTES_PER_GB = 1e9;

/**
 * What a million answers cost the operator over a whole day, USD; `null` where nothing was answered. Where only the busiest part is played, servers are
 * paid for all day all the same: for each answer, peak over mean times as long. A model that is on the devices already was downloaded once: that traffic
 * is spread over the predictions of a device, as is assumed.
 */
export function dayCost(setup: SimSetup, scenario: Scenario, lane: SimulatedLane, given: Assumptions): number | null {
  const use = laneUse(scenario, lane, given);
  if (!use) return null;
  const { played, peakPerSecond, meanPerSecond } = loadOf(setup);
  const times = played === 'days' ? 1 : peakPerSecond / meanPerSecond;
  const isAhead = lane.fleet !== null && setup.download === 'off';
  const bytes = isAhead
    ? ((setup.modelBytes ?? findVersion(setup).sizeBytes) * MILLION) / given.predictionsPerDevice
    : 0;
  return use.operatorUsd + use.serverUsd * (times - 1) + (bytes * given.usdPerGbOut) / BYTES_PER_GB;
}
