import { ofLane } from '../findings/remedies';
import type { Plan } from '../plan/plan';
import { meanServiceMs } from '../scale/mean-service';
import type { SimLaneId } from '../scenario/lanes-schema';
import type { Scenario } from '../scenario/scenario';
import type { SimSetup } from '../setup/fields';
import { loadOf } from '../setup/load';
import type { ServiceProfile } from '../setup/profile';
import { scenarioOf } from '../setup/scenario-of';
import type { SimulatedLane } from '../simulated-lane';
import { ADVISED_LANES, hasServers, setupFor } from './candidates';
import { brokenNeeds, figuresFor, isHard, isInTime } from './judge';
import type { Needs } from './needs';
import type { Advice, Option } from './option';
import { ranked } from './rank';
import { sensitivityOf } from './sensitivity';
import { serversFor } from './servers-for';

/** What a million answers cost the operator, over a whole day at the load of the set-up. USD; `null` = cannot be told. */
export type CostOf = (setup: SimSetup, scenario: Scenario, lane: SimulatedLane) => number | null;

/** Weighs up all lanes and hybrids by simulated runs; then finds up to where each holds that is not ruled out. */
export function* advise(
  needs: Needs,
  profile: ServiceProfile,
  costOf: CostOf,
  tell: (advice: Advice) => void,
): Plan<void> {
  let options: readonly Option[] = [];
  for (const lane of ADVISED_LANES) {
    options = ranked([...options, yield* weighed(needs, lane, profile, costOf)]);
    tell({ needs, options, isWeighed: false });
  }
  tell({ needs, options, isWeighed: true });
  for (const { lane, run, broken } of options) {
    if (!run || broken.some(isHard)) continue;
    const sensitivity = yield* sensitivityOf(needs, lane, run.setup, profile);
    options = options.map((one) => (one.lane === lane ? { ...one, sensitivity } : one));
    tell({ needs, options, isWeighed: true });
  }
}

function* weighed(needs: Needs, lane: SimLaneId, profile: ServiceProfile, costOf: CostOf): Plan<Option> {
  const first = setupFor(needs, lane);
  if (!first) return { lane, state: 'unplayed', run: null, figures: null, broken: [], sensitivity: null };
  const scenarioWith = (setup: SimSetup) => ofLane(scenarioOf(setup, profile), lane);
  const holdsWith = function* (servers: number): Plan<boolean> {
    const tried = { ...first, servers };
    const played: SimulatedLane = yield scenarioWith(tried);
    return isInTime(needs, tried, played);
  };
  const servers = hasServers(lane) ? yield* serversFor(holdsWith, offeredTo(lane, first, scenarioWith(first))) : 1;
  const setup = { ...first, servers };
  const scenario = scenarioWith(setup);
  const played: SimulatedLane = yield scenario;
  const figures = figuresFor(needs, setup, played, costOf(setup, scenario, played));
  const broken = brokenNeeds(needs, lane, figures);
  const load = loadOf(setup);
  return {
    lane,
    state: broken.length === 0 && figures.latencyMs !== null ? 'fits' : 'breaks',
    run: { setup, played: load.played, requests: load.requests },
    figures,
    broken,
    sensitivity: null,
  };
}

/** Work that comes to the first pool of a lane, in workers that it would keep busy: with fewer servers it cannot hold. */
function offeredTo(lane: SimLaneId, setup: SimSetup, { lanes }: Scenario): number {
  const { peakPerSecond, meanPerSecond } = loadOf(setup);
  const perSecond: Partial<Readonly<Record<SimLaneId, number>>> = {
    online: peakPerSecond,
    cascade: peakPerSecond,
    edgeThenOnline: peakPerSecond * setup.unsureShare,
    cacheThenOnline: meanPerSecond * (1 - setup.hitShare),
  };
  const { online, cascade, edgeThenOnline, cacheThenOnline } = lanes;
  const pool = online ?? cascade?.small ?? edgeThenOnline?.online ?? cacheThenOnline?.online;
  return pool ? ((perSecond[lane] ?? 0) * meanServiceMs(pool.serviceMs, 1)) / 1000 : 0;
}
