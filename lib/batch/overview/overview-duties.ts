import 'server-only';
import { nextDueMs } from '../../db/next-due';
import type { BatchSystem } from '../batch-system';
import { type Arrivals, createArrivals, isAnythingArriving } from '../data/arrivals';
import { restoreTimers, serveDueSchedules } from '../schedules/schedule-runs';
import { createOverviewHub, type OverviewHub } from './overview-hub';

const SCHEDULES_MS = 300;
const TIMERS_MS = 10_000;
const ARRIVALS_MS = 500;
/** Where nobody else can have changed anything, ms. */
const REST_MS = 30_000;
const OVERVIEW_REST_MS = 5000;

/**
 * Lets schedules run and rows arrive while the batch system is open, and shows all of it.
 * @param onLook called whenever the database is looked at for those who watch
 */
export function startOverview(system: BatchSystem, onLook: () => void = () => {}): OverviewHub {
  let arrivals: Arrivals | undefined;
  const hub = createOverviewHub({
    state: () => system.state(),
    async database() {
      onLook();
      return (await system.open()).database;
    },
    restMs: () => (system.state().database === 'embedded' ? OVERVIEW_REST_MS : 0),
  });
  system.listen(() => hub.nudge());
  system.attend({
    name: 'run due schedules',
    periodMs: SCHEDULES_MS,
    restMs: REST_MS,
    async work({ database }) {
      if ((await serveDueSchedules(database)) > 0) system.nudge();
      const waitMs = (await nextDueMs(database, 'due')) ?? REST_MS;
      // One that is due and was not served is somebody else's at this moment.
      return waitMs > 0 ? Math.ceil(waitMs) : undefined;
    },
  });
  system.attend({
    name: 'restore the timers of schedules',
    periodMs: TIMERS_MS,
    restMs: REST_MS,
    afterNewsMs: null,
    async work({ database }) {
      await restoreTimers(database);
      return REST_MS;
    },
  });
  system.attend({
    name: 'let rows arrive',
    periodMs: ARRIVALS_MS,
    restMs: REST_MS,
    async work({ database, store }) {
      arrivals ??= createArrivals({ database, store, publicRoot: system.publicRoot });
      if ((await arrivals.step()) > 0) system.tell();
      return (await isAnythingArriving(database)) ? undefined : REST_MS;
    },
  });
  return hub;
}
