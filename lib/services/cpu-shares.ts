import { METERED_PROCESSES, type MeteredProcess, type MeterReport } from '../wire/meter-schema';

/** Work that was done, for a meter or for all. */
export interface Work {
  /** HTTP requests of any kind. */
  readonly requests: number;
  /** Time the model took for them in the online lane; of a batch that several share, each its part. */
  readonly computeSeconds: number;
  /** What jobs of the Lab took in the process of their worker. */
  readonly jobCpuSeconds: number;
  /** Steps of bookkeeping: a job that is sent, begins, or writes down what it did; a look for the overview. */
  readonly steps: number;
}

export type CpuByProcess = Readonly<Partial<Record<MeteredProcess, number>>>;

export interface Spent {
  /** While the meter ran. A process that is missing is not ours, or could not be read. */
  readonly cpuSeconds: CpuByProcess;
  /** Mean CPU a second at rest; a process that is missing was never seen so. */
  readonly idlePerSecond: CpuByProcess;
  readonly seconds: number;
  readonly mine: Work;
  readonly all: Work;
}

export type CpuShares = Pick<MeterReport, 'cpuSeconds' | 'idleSeconds' | 'othersSeconds' | 'isShared' | 'processes'>;

/** From this share of others' work on, the own part counts as an estimate. */
const NOTICEABLE = 0.01;

/**
 * What of the time of the processes was a meter's own work, by SPEC 7.7: what they spend anyway is taken off, and the rest is
 * shared out by what was done for whom. Time nobody asked for, such as tidying up, is nobody's, and counts as spent anyway.
 * The shares of all meters and of the requests without one add up to the work.
 */
export function cpuSharesOf({ cpuSeconds, idlePerSecond, seconds, mine, all }: Spent): CpuShares {
  const processes = METERED_PROCESSES.filter((name) => cpuSeconds[name] !== undefined);
  let own = 0;
  let idle = 0;
  let others = 0;
  let isIdleKnown = false;
  for (const name of processes) {
    const spent = cpuSeconds[name] ?? 0;
    isIdleKnown ||= idlePerSecond[name] !== undefined;
    const atRest = Math.min(spent, (idlePerSecond[name] ?? 0) * seconds);
    const work = spent - atRest;
    const weight = weightOf(name, work, all);
    const total = weight(all);
    const share = total > 0 ? Math.min(1, weight(mine) / total) : 0;
    own += work * share;
    if (total > 0) {
      others += work * (1 - share);
      idle += atRest;
    } else idle += spent;
  }
  return {
    cpuSeconds: own,
    idleSeconds: isIdleKnown ? idle : null,
    othersSeconds: others,
    isShared: others > NOTICEABLE * (own + others),
    processes,
  };
}

/** How much of a process's work something was, in a unit of its own. */
function weightOf(name: MeteredProcess, workSeconds: number, all: Work): (work: Work) => number {
  if (name === 'batch-worker') return ({ jobCpuSeconds }) => jobCpuSeconds;
  if (name === 'database') return ({ steps }) => steps;
  // What the model did not take went into requests, each the same. Where threads wait for a core, the model's time is more than
  // the CPU's: it is then all there is to go by.
  const handlingSeconds = Math.max(0, workSeconds - all.computeSeconds);
  const perRequest = all.requests > 0 ? handlingSeconds / all.requests : 0;
  // Without any model time or handling left over, by requests alone.
  const least = perRequest === 0 && all.computeSeconds === 0 ? 1 : perRequest;
  return ({ requests, computeSeconds }) => computeSeconds + least * requests;
}
