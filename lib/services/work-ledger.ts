import type { Work } from './cpu-shares';

/** For whom work is done: the meter that a request named, or none. */
export type Payer = string | null | undefined;

/** Counts what the server does, and for whom (SPEC 7.7). All of it is counted; a meter's own part while it is open. */
export interface WorkLedger {
  request(payer: Payer): void;
  compute(payer: Payer, seconds: number): void;
  /** What went over the connection for a request. */
  bytes(payer: Payer, received: number, sent: number): void;
  /** A request begins (1) or is over (-1). */
  underWay(payer: Payer, change: 1 | -1): void;
  /** A job was sent. */
  job(id: string, payer: Payer): void;
  /** A worker wrote down what it did for a job; `cpuSeconds` since the last time, of a job of the Lab. */
  jobStep(id: string, cpuSeconds: number): void;
  /** Other use of the database. */
  step(): void;
  /** Something is going on that is no unit of work. */
  touch(): void;
  /** Grows with everything but `step`: while it does not, the server rests. */
  touched(): number;
  open(meter: string): void;
  close(meter: string): OwnWork | undefined;
  /** Differs from what it was if an open meter had anything done meanwhile; never equal to itself while a request of it is under way. */
  useOf(meter: string): number;
  total(): Work;
}

export interface OwnWork extends Work {
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

interface Tally {
  requests: number;
  computeSeconds: number;
  jobCpuSeconds: number;
  steps: number;
  receivedBytes: number;
  sentBytes: number;
}

/** Jobs whose payer is remembered. The oldest are over. */
const MOST_JOBS = 1000;

export function createWorkLedger(): WorkLedger {
  const all = emptyTally();
  let touched = 0;
  const meters = new Map<string, Tally>();
  const payers = new Map<string, Payer>();
  /** Requests of open meters. */
  const underWay = new Map<string, number>();
  const tallyOf = (payer: Payer) => (payer ? meters.get(payer) : undefined);
  const count = (payer: Payer, add: (tally: Tally) => void) => {
    add(all);
    const own = tallyOf(payer);
    if (own) add(own);
  };

  return {
    request(payer) {
      touched++;
      all.requests += 1;
      const own = tallyOf(payer);
      if (own) own.requests += 1;
    },
    compute(payer, seconds) {
      touched++;
      all.computeSeconds += seconds;
      const own = tallyOf(payer);
      if (own) own.computeSeconds += seconds;
    },
    bytes(payer, received, sent) {
      const own = tallyOf(payer);
      if (!own) return;
      own.receivedBytes += received;
      own.sentBytes += sent;
    },
    underWay(payer, change) {
      if (payer && meters.has(payer)) underWay.set(payer, (underWay.get(payer) ?? 0) + change);
    },
    job(id, payer) {
      touched++;
      payers.set(id, payer);
      const [oldest] = payers.keys();
      if (payers.size > MOST_JOBS && oldest !== undefined) payers.delete(oldest);
      count(payer, (tally) => {
        tally.steps += 1;
      });
    },
    jobStep(id, cpuSeconds) {
      touched++;
      count(payers.get(id), (tally) => {
        tally.steps += 1;
        // Jobs over data sets run in processes that no lane is charged with.
        if (payers.has(id)) tally.jobCpuSeconds += cpuSeconds;
      });
    },
    step() {
      all.steps += 1;
    },
    touch() {
      touched++;
    },
    touched: () => touched,
    open(meter) {
      meters.set(meter, emptyTally());
    },
    close(meter) {
      const own = meters.get(meter);
      meters.delete(meter);
      underWay.delete(meter);
      return own;
    },
    useOf(meter) {
      if ((underWay.get(meter) ?? 0) > 0) return Number.NaN;
      return Object.values(meters.get(meter) ?? {}).reduce((sum: number, counted: number) => sum + counted, 0);
    },
    total: () => ({ ...all }),
  };
}

function emptyTally(): Tally {
  return { requests: 0, computeSeconds: 0, jobCpuSeconds: 0, steps: 0, receivedBytes: 0, sentBytes: 0 };
}
