import type { Assumptions } from '../measure/assumptions';
import { MOST_BUSY } from '../simulate/advice/judge';
import type { AnswerUse } from '../simulate/break-even/edge-online';
import type { Scenario } from '../simulate/scenario/scenario';
import type { SimSetup } from '../simulate/setup/fields';
import type { SimulatedLane } from '../simulate/simulated-lane';
import { laneUse } from './lane-use';

const SECONDS_A_DAY = 86_400;
const HOURS_A_DAY = 24;
const MILLION = 1_000_000;

/**
 * What an answer takes where all users of a set-up ask so often, of a lane that was simulated with a few of them. Servers are paid for all day: those of the
 * set-up, and more where these would have work for more than 95 % of the time at the peak (SPEC 7.2).
 *
 * @param asks of a user a day
 */
export function fleetUse(
  { users, peakFactor, servers }: SimSetup,
  asks: number,
  { scenario, lane, given }: { readonly scenario: Scenario; readonly lane: SimulatedLane; readonly given: Assumptions },
): AnswerUse | null {
  const traffic = laneUse(scenario, lane, { ...given, usdPerCoreHour: 0 });
  if (!traffic) return null;
  const usd = traffic.operatorUsd / MILLION;
  const { online } = scenario.lanes;
  if (!online) return { bytes: traffic.bytesPerAnswer, usd };
  const perDay = users * asks;
  const busySeconds = lane.pools.reduce((sum, pool) => sum + pool.busySeconds, 0) / lane.completed;
  const busyCores = ((perDay * peakFactor) / SECONDS_A_DAY) * busySeconds;
  const paidServers = Math.max(servers, Math.ceil(busyCores / online.workersPerServer / MOST_BUSY));
  const paidHours = paidServers * online.workersPerServer * HOURS_A_DAY;
  return { bytes: traffic.bytesPerAnswer, usd: usd + (paidHours * given.usdPerCoreHour) / perDay };
}
