import { failureInWords } from '../processes/failure-in-words';

/** Something that has to be looked after again and again, and that news call for. Times in ms. */
export interface Duty<Open> {
  /** What it does, after "could not": for the log. */
  readonly name: string;
  /** From one round to the next while there is something to do, and the least between two. */
  readonly periodMs: number;
  /** The longest time in which news alone wake it. Absent: it never rests. */
  readonly restMs?: number;
  /** News are followed by a round after so long; absent: at once, and `null` = not at all. */
  readonly afterNewsMs?: number | null;
  /** The same of news that are only about a job of the Lab; absent: not at all. */
  readonly afterLabNewsMs?: number | null;
  /** No request waits for it: it is put off while a lane is being measured. */
  readonly isPatient?: boolean;
  /** @returns for how long there is nothing to do unless there is news; nothing: there is something to do */
  work(open: Open): Promise<number | undefined>;
}

export interface DutiesOptions<Open> {
  /** What the work is done on, once it is there. */
  open(): Open | undefined;
  /** Whether every change comes as news (an embedded database has no other servers): only then a duty rests as long as it allows. */
  hearsAll(): boolean;
  /** Somebody measures: what can wait does. */
  isMeasuring(): boolean;
  /** Hears once that a duty fails, and again when it fails by something else, or anew after a round that did not. It is tried again all the same. */
  onFailure(duty: string, why: string): void;
}

/** Does duties again and again, and less often while there is nothing to do. */
export interface Duties<Open> {
  add(duty: Duty<Open>): void;
  /** Begins with a round of each; afterwards added ones begin at once. */
  begin(): void;
  news(kind: 'lab' | 'any'): void;
  stop(): void;
}

/**
 * The longest rest where other servers may change things that this one is not told of, ms. Each server looks after its own changes, so it is
 * also how long the others take to notice that one has died.
 */
const REST_UNTOLD_MS = 5000;
/** A patient duty is done after this long even while lanes are measured, ms. */
const MOST_PATIENCE_MS = 10 * 60_000;
const PATIENCE_STEP_MS = 2000;

export function createDuties<Open>({ open, hearsAll, isMeasuring, onFailure }: DutiesOptions<Open>): Duties<Open> {
  const all: Planned[] = [];
  let begun = false;
  let stopped = false;

  interface Planned {
    readonly duty: Duty<Open>;
    timer: NodeJS.Timeout | undefined;
    dueAtMs: number;
    beganAtMs: number;
    isAtWork: boolean;
    /** What its latest round failed by, in words. */
    failedBy: string | undefined;
    /** Since when it is put off because a lane is being measured. */
    waitsSinceMs: number | undefined;
  }

  function plan(planned: Planned, atMs: number): void {
    planned.dueAtMs = atMs;
    clearTimeout(planned.timer);
    if (stopped || planned.isAtWork) return;
    planned.timer = setTimeout(() => void round(planned), Math.max(0, atMs - performance.now()));
  }
  /** The same failure again and again is told once. */
  function tell(planned: Planned, thrown: unknown): void {
    const failedBy = failureInWords(thrown);
    if (failedBy !== planned.failedBy && !stopped) onFailure(planned.duty.name, failedBy);
    planned.failedBy = failedBy;
  }
  /** One round after the other, never two at once. */
  async function round(planned: Planned): Promise<void> {
    const on = open();
    const nowMs = performance.now();
    if (stopped || !on) return;
    if (planned.duty.isPatient && isMeasuring()) {
      planned.waitsSinceMs ??= nowMs;
      if (nowMs - planned.waitsSinceMs < MOST_PATIENCE_MS) return plan(planned, nowMs + PATIENCE_STEP_MS);
    }
    planned.waitsSinceMs = undefined;
    planned.beganAtMs = nowMs;
    planned.dueAtMs = Number.POSITIVE_INFINITY;
    planned.isAtWork = true;
    const { periodMs, restMs = periodMs } = planned.duty;
    const idleMs = await planned.duty.work(on).then(
      (restsMs) => {
        planned.failedBy = undefined;
        return restsMs;
      },
      (thrown: unknown) => void tell(planned, thrown),
    );
    planned.isAtWork = false;
    const mostMs = hearsAll() ? restMs : Math.max(periodMs, Math.min(restMs, REST_UNTOLD_MS));
    const waitMs = Math.min(idleMs ?? periodMs, mostMs);
    // News that came meanwhile may have asked for it sooner.
    plan(planned, Math.min(planned.dueAtMs, performance.now() + waitMs));
  }
  const hear = (planned: Planned, kind: 'lab' | 'any') => {
    const { periodMs, afterNewsMs = 0, afterLabNewsMs = null } = planned.duty;
    const afterMs = kind === 'lab' ? afterLabNewsMs : afterNewsMs;
    if (afterMs === null) return;
    const atMs = Math.max(planned.beganAtMs + periodMs, performance.now() + afterMs);
    if (atMs < planned.dueAtMs) plan(planned, atMs);
  };

  return {
    add(duty) {
      const planned = {
        duty,
        timer: undefined,
        dueAtMs: Number.POSITIVE_INFINITY,
        beganAtMs: Number.NEGATIVE_INFINITY,
        isAtWork: false,
        failedBy: undefined,
        waitsSinceMs: undefined,
      };
      all.push(planned);
      if (begun) plan(planned, 0);
    },
    begin() {
      begun = true;
      for (const planned of all) plan(planned, 0);
    },
    news(kind) {
      if (begun) for (const planned of all) hear(planned, kind);
    },
    stop() {
      stopped = true;
      for (const { timer } of all) clearTimeout(timer);
    },
  };
}
