import { lastThatHolds } from '../plan/bracket';
import type { Plan } from '../plan/plan';
import { SIM_FIELDS } from '../setup/fields';

/** Nobody asks for more. */
const MOST_TRIED = SIM_FIELDS.servers.limits.max;
/** More than so many times what the work takes does not make an answer quicker. */
const PLENTY = 16;
/** Where more servers do not help, there are so many that they are busy for this part of the time. */
const USUAL_LOAD = 0.8;

/**
 * The fewest servers with which a lane holds, found over simulated runs. Where none holds, those that the work takes.
 * @param offered work that comes at the peak, in workers that it would keep busy
 */
export function* serversFor(holdsWith: (servers: number) => Plan<boolean>, offered: number): Plan<number> {
  const least = Math.max(1, Math.min(MOST_TRIED, Math.ceil(offered)));
  const to = Math.min(MOST_TRIED, least * PLENTY);
  const lacking = function* (servers: number): Plan<boolean> {
    return !(yield* holdsWith(servers));
  };
  const { breaks } = yield* lastThatHolds(lacking, { from: least, to, ratio: 1, whole: true });
  return breaks ?? Math.max(1, Math.min(MOST_TRIED, Math.ceil(offered / USUAL_LOAD)));
}
