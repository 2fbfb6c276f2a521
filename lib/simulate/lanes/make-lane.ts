import { createDraws } from '../random/draws';
import { createStreams } from '../random/streams';
import type { Lanes, SimLaneId } from '../scenario/lanes-schema';
import { BatchJob } from './batch-job';
import { CacheThenOnline } from './cache-then-online';
import { EdgeFleet } from './edge-fleet';
import type { LaneWorld, Station } from './lane-world';
import { OnlinePool } from './online';

/** A lane, made of its parts. */
export interface MadeLane {
  readonly entry: Station;
  readonly pools: readonly OnlinePool[];
  readonly job: BatchJob | null;
  readonly fleet: EdgeFleet | null;
  readonly cache: CacheThenOnline | null;
}

/** What all lanes share of a replication; each part of a lane has random numbers of its own. */
export type SharedWorld = Omit<LaneWorld, 'streams' | 'draws' | 'part'> & {
  readonly seed: number;
  readonly replication: number;
};

/** @throws RangeError where the scenario does not name the lane */
export function makeLane(id: SimLaneId, lanes: Lanes, shared: SharedWorld): MadeLane {
  const part = (index: number): LaneWorld => ({
    ...shared,
    streams: createStreams(shared.seed, shared.replication, index),
    draws: createDraws(shared.seed, shared.replication, index),
    part: index,
  });
  const none = { pools: [], job: null, fleet: null, cache: null };
  switch (id) {
    case 'online': {
      const pool = new OnlinePool(named(lanes.online, id), part(1));
      return { ...none, entry: pool, pools: [pool] };
    }
    case 'batch': {
      const job = new BatchJob(named(lanes.batch, id), part(1));
      return { ...none, entry: job, job };
    }
    case 'edge': {
      const fleet = new EdgeFleet(named(lanes.edge, id), part(1));
      return { ...none, entry: fleet, fleet };
    }
    case 'edgeThenOnline': {
      const { edge, online, unsureShare } = named(lanes.edgeThenOnline, id);
      const pool = new OnlinePool(online, part(2));
      const fleet = new EdgeFleet(edge, part(1), { forward: { share: unsureShare, to: pool } });
      return { ...none, entry: fleet, fleet, pools: [pool] };
    }
    case 'cacheThenOnline': {
      const { batch, online, items, hitShare, lookupMs } = named(lanes.cacheThenOnline, id);
      const pool = new OnlinePool(online, part(2));
      const job = new BatchJob(batch, part(1), items);
      const cache = new CacheThenOnline(part(3), { job, online: pool, hitShare, lookupMs });
      return { ...none, entry: cache, cache, job, pools: [pool] };
    }
    case 'cascade': {
      const { small, big, unsureShare } = named(lanes.cascade, id);
      const second = new OnlinePool(big, part(2), { isInside: true });
      const first = new OnlinePool(small, part(1), { forward: { share: unsureShare, to: second } });
      return { ...none, entry: first, pools: [first, second] };
    }
  }
}

function named<Spec>(spec: Spec | undefined, id: SimLaneId): Spec {
  if (spec === undefined) throw new RangeError(`The scenario has no lane "${id}".`);
  return spec;
}
