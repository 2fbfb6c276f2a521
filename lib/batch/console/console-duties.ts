import 'server-only';
import type { BatchSystem } from '../batch-system';
import { type Arrivals, createArrivals } from '../data/arrivals';
import { restoreTimers, serveDueSchedules } from '../schedules/schedule-runs';
import { type ConsoleHub, createConsoleHub } from './console-hub';

const SCHEDULES_MS = 300;
const TIMERS_MS = 10_000;
const ARRIVALS_MS = 500;

/** Lets schedules run and rows arrive while the batch system is open, and shows all of it. */
export function startConsole(system: BatchSystem): ConsoleHub {
  let arrivals: Arrivals | undefined;
  const hub = createConsoleHub({
    state: () => system.state(),
    database: async () => (await system.open()).database,
  });
  system.listen(() => hub.nudge());
  system.every(SCHEDULES_MS, async ({ database }) => {
    if ((await serveDueSchedules(database)) > 0) system.nudge();
  });
  system.every(TIMERS_MS, ({ database }) => restoreTimers(database));
  system.every(ARRIVALS_MS, ({ database, store }) => {
    arrivals ??= createArrivals({ database, store, publicRoot: system.publicRoot });
    return arrivals.step();
  });
  return hub;
}
