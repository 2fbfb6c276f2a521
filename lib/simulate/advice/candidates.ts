import type { SimLaneId } from '../scenario/lanes-schema';
import { MOST_EXACT_REQUESTS } from '../scenario/limits';
import { defaultSimSetup, withChange } from '../setup/address';
import type { SimSetup } from '../setup/fields';
import type { Needs } from './needs';

/** Requests of a run of the busiest hour: enough for a p99, and played within moments. */
const PEAK_REQUESTS = 20_000;
/** A busiest hour with fewer tells little: whole days are played in its place. */
const FEWEST_PEAK_REQUESTS = 2000;
/** Of days that a job runs through: it runs in all of them, with several runs. */
const JOB_DAYS = 2.5;
/** More are not worth the wait where they may as well be approximated. */
const MOST_JOB_REQUESTS = 1_000_000;
/** Minutes between two runs, so that answers are no older than they may be. A minute is the shortest that a set-up knows. */
const EVERY_MINUTES: Readonly<Record<Needs['freshness'], number>> = { moment: 1, hour: 30, day: 720 };

/** The lanes that are weighed up. */
export const ADVISED_LANES = [
  ...['batch', 'online', 'edge', 'edgeThenOnline', 'cacheThenOnline', 'cascade'],
] as readonly SimLaneId[];

export const hasServers = (lane: SimLaneId) => lane !== 'batch' && lane !== 'edge';
const hasJob = (lane: SimLaneId) => lane === 'batch' || lane === 'cacheThenOnline';

/** What all lanes share: who asks, how often, over which network, which model. Devices have the model already. */
function sharedSetup(needs: Needs): SimSetup {
  const { users, requestsPerDay, peakFactor, network, connectivity, modelId, versionId, runId } = needs;
  return withChange(defaultSimSetup(modelId), {
    ...{ users, requestsPerDay, peakFactor, network, versionId, runId },
    ...{ signal: connectivity, download: 'off', batch: 'off', online: 'off', edge: 'off', hybrids: [] },
  });
}

/**
 * A set-up in which a lane is simulated: as little as it needs, and as much of the load as tells about its busiest time.
 * @returns `null` where too many requests would have to be played one by one
 */
export function setupFor(needs: Needs, lane: SimLaneId): SimSetup | null {
  const setup = withChange(sharedSetup(needs), ofLane(needs, lane));
  if (!hasJob(lane)) return atPeak(setup);
  return lane === 'batch' ? overDays(setup) : overFewDays(setup);
}

function ofLane({ devices, freshness }: Needs, lane: SimLaneId): Partial<SimSetup> {
  const job = { batch: 'every', batchEveryMinutes: EVERY_MINUTES[freshness] } as const;
  switch (lane) {
    case 'batch':
      return job;
    case 'online':
      return { online: 'on', servers: 1 };
    case 'edge':
      // It has the model and sends nothing: whether there is a signal makes no difference to it.
      return { edge: devices, signal: 'always' };
    case 'edgeThenOnline':
      return { edge: devices, hybrids: [lane], servers: 1 };
    case 'cacheThenOnline':
      return { ...job, hybrids: [lane], servers: 1 };
    case 'cascade':
      return { hybrids: [lane], servers: 1 };
  }
}

/** The busiest hour or its first part; days, where that hour has too few requests. */
export function atPeak(setup: SimSetup): SimSetup {
  const day = Math.ceil(setup.users * setup.requestsPerDay);
  const ofHour = (day / 24) * setup.peakFactor;
  const requests = ofHour < FEWEST_PEAK_REQUESTS ? Math.max(PEAK_REQUESTS, day) : Math.min(PEAK_REQUESTS, day - 1);
  return { ...setup, requests };
}

/** Two days and a half; of more requests than are worth the wait, each item of the job stands for many (SPEC 6.1). */
function overDays(setup: SimSetup): SimSetup {
  const requests = Math.max(1000, Math.ceil(setup.users * setup.requestsPerDay * JOB_DAYS));
  return { ...setup, requests: requests > MOST_JOB_REQUESTS ? Math.max(MOST_EXACT_REQUESTS + 1, requests) : requests };
}

/** The same for a lane that is only played one by one. */
function overFewDays(setup: SimSetup): SimSetup | null {
  const day = setup.users * setup.requestsPerDay;
  const requests = Math.max(1000, Math.ceil(day * JOB_DAYS));
  if (requests <= MOST_JOB_REQUESTS) return { ...setup, requests };
  const half = Math.ceil((day * JOB_DAYS) / 2);
  return half <= MOST_JOB_REQUESTS ? { ...setup, requests: half } : null;
}
