import { isEmulated } from '../../emulate/conditions';
import { SETUP_LIMITS } from '../../experiment/setup-limits';
import { type PercentileResult, percentileOf } from '../../measure/percentile';
import { CLASS_ANSWERS, FLOOR_MS, LEAST_MS } from '../../measure/rules';
import {
  type CapacityResult,
  isDisturbed,
  LEAST_JOBS,
  type OfflineResult,
  type RateTrial,
  type ServerResult,
  type SingleStreamResult,
} from './capacity-result';
import { type Passes, passesOf } from './passes';
import type { StudyStanding } from './study-state';
import { count, duration, rate, type StudyFinding, type StudyValidity, say, text, validityFrom } from './study-words';

export interface CapacityFigures {
  /** Samples a second over the jobs, `count` samples each. */
  readonly offline: (Passes & { readonly count: number }) | null;
  /** Trials by rate, ascending. */
  readonly curve: readonly RateTrial[];
  readonly stream: { readonly p90: PercentileResult; readonly count: number; readonly elapsedMs: number } | null;
  readonly findings: readonly StudyFinding[];
  readonly validity: StudyValidity | null;
}

/** Two digits cannot show a narrower interval. */
const NARROW = 1.02;

/** Names of the forms of a message: they may hold letters only. */
const WHY = {
  met: 'slow',
  'too-slow': 'slow',
  failures: 'failures',
  'generator-late': 'late',
  'device-slept': 'slept',
} as const;

export function capacityFigures(result: CapacityResult, standing: StudyStanding): CapacityFigures {
  const offline = result.batch && offlineOf(result.batch);
  const stream = result.edge && streamOf(result.edge);
  const curve = result.online ? [...result.online.trials].sort((a, b) => a.perSecond - b.perSecond) : [];
  const findings: StudyFinding[] = [];
  if (offline) {
    const { value, low, high, passes } = offline;
    findings.push(
      passes < LEAST_JOBS
        ? say('offlineSoFar', 'batch', { rate: rate(value), jobs: count(passes), need: count(LEAST_JOBS) })
        : say('offline', 'batch', { rate: rate(value), low: rate(low), high: rate(high), jobs: count(passes) }),
    );
  }
  const server = result.online && serverFinding(result.online, result.limitMs);
  if (server) findings.push(server);
  if (stream?.p90.state === 'earned') {
    const { valueMs, low, high } = stream.p90;
    findings.push(
      say(high < NARROW * low ? 'streamExact' : 'stream', 'edge', {
        p90: duration(valueMs),
        low: duration(low),
        high: duration(high),
        count: count(stream.count),
      }),
    );
  }
  for (const lane of ['online', 'edge'] as const) {
    const conditions = result[lane]?.conditions;
    if (conditions && isEmulated(conditions)) findings.push(say('emulated', lane));
  }
  return {
    offline,
    curve,
    stream,
    findings,
    validity: validityFrom(standing, { reasons: reasonsOf(result) }),
  };
}

function offlineOf({ count: rows, jobs }: OfflineResult): CapacityFigures['offline'] {
  const rates = passesOf(jobs.map(({ elapsedMs }) => (rows * 1000) / elapsedMs));
  return rates && { ...rates, count: rows };
}

function streamOf({ latenciesMs, elapsedMs }: SingleStreamResult): CapacityFigures['stream'] {
  return { p90: percentileOf(latenciesMs.slice().sort(), 0.9), count: latenciesMs.length, elapsedMs };
}

/** The bracket the search ended with, and what set its upper end; a rate the lane could not be asked for is never called too much for it. */
function serverFinding({ capacity, trials }: ServerResult, limitMs: number): StudyFinding | null {
  const limit = duration(limitMs);
  const best = trials
    .filter(({ met }) => met)
    .reduce<RateTrial | null>((top, trial) => (!top || trial.perSecond > top.perSecond ? trial : top), null);
  const p99 = best?.p99.state === 'earned' ? duration(best.p99.valueMs) : limit;
  switch (capacity?.state) {
    case undefined:
      return best ? say('serverSoFar', 'online', { rate: rate(best.perSecond), limit }) : null;
    case 'none':
      return say('serverNone', 'online', { rate: rate(capacity.failsAtPerSecond), limit });
    case 'unknown':
      return say('serverUnknown', 'online', {
        rate: rate(capacity.disturbedAtPerSecond),
        why: text(whyAt(trials, capacity.disturbedAtPerSecond)),
      });
    case 'beyond':
      return say('serverBeyond', 'online', { rate: rate(capacity.perSecond), limit, p99 });
    case 'at-least': {
      const { perSecond, disturbedAtPerSecond, failsAtPerSecond } = capacity;
      return say(failsAtPerSecond === null ? 'serverAtLeast' : 'serverBetween', 'online', {
        rate: rate(perSecond),
        next: rate(disturbedAtPerSecond),
        fails: rate(failsAtPerSecond ?? disturbedAtPerSecond),
        limit,
        p99,
        why: text(whyAt(trials, disturbedAtPerSecond)),
      });
    }
    case 'found':
      return say('server', 'online', {
        rate: rate(capacity.perSecond),
        next: rate(capacity.failsAtPerSecond),
        limit,
        p99,
        why: text(whyAt(trials, capacity.failsAtPerSecond)),
      });
  }
}

/** Why a rate was not met: its last trial, which decided. */
function whyAt(trials: readonly RateTrial[], perSecond: number): (typeof WHY)[keyof typeof WHY] {
  const last = trials.findLast((trial) => !trial.met && trial.purpose !== 'hold' && trial.perSecond === perSecond);
  return WHY[last?.verdict ?? 'too-slow'];
}

function reasonsOf(result: CapacityResult): StudyFinding[] {
  return result.lanes.flatMap((lane) => {
    if (result.failures[lane]) return [say('laneFailed', lane)];
    if (lane === 'batch') return result.batch ? offlineReasons(result.batch, result.floor) : [say('notMeasured', lane)];
    if (lane === 'edge') return result.edge ? streamReasons(result.edge, result.floor) : [say('notMeasured', lane)];
    return result.online?.capacity ? serverReasons(result.online, result.floor) : [say('notMeasured', lane)];
  });
}

type Floor = CapacityResult['floor'];

const tooShort = (lane: 'batch' | 'online' | 'edge', haveMs: number, floor: Floor) =>
  say('tooShort', lane, { have: duration(haveMs), need: duration(FLOOR_MS[floor]) });

function offlineReasons({ jobs, count: rows }: OfflineResult, floor: Floor): StudyFinding[] {
  if (jobs.length < LEAST_JOBS)
    return [say('tooFewJobs', 'batch', { have: count(jobs.length), need: count(LEAST_JOBS) })];
  const spentMs = jobs.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  const isLong = spentMs >= LEAST_MS[floor] || (floor === 'class' && rows * jobs.length >= CLASS_ANSWERS);
  return isLong ? [] : [tooShort('batch', spentMs, floor)];
}

function streamReasons({ elapsedMs, latenciesMs }: SingleStreamResult, floor: Floor): StudyFinding[] {
  const isLong = elapsedMs >= LEAST_MS[floor] || (floor === 'class' && latenciesMs.length >= CLASS_ANSWERS);
  return isLong ? [] : [tooShort('edge', elapsedMs, floor)];
}

function serverReasons({ capacity, trials }: ServerResult, floor: Floor): StudyFinding[] {
  if (capacity?.state === 'at-least' || capacity?.state === 'unknown') {
    const why = whyAt(trials, capacity.disturbedAtPerSecond);
    const worst = Math.max(0, ...trials.filter(({ disturbed }) => disturbed).map(({ worstLateMs }) => worstLateMs));
    return [disturbedBy(why === 'slept', worst)];
  }
  if (floor === 'class' || capacity?.state === 'none') return [];
  const hold = trials.find(({ purpose }) => purpose === 'hold');
  // A trial with as many items as a run may have is never too short.
  const isLongest = (hold?.sentCount ?? 0) >= SETUP_LIMITS.count.max;
  if (!hold || (hold.elapsedMs < LEAST_MS[floor] && !isLongest && !isDisturbed(hold.verdict)))
    return [tooShort('online', hold?.elapsedMs ?? 0, floor)];
  if (hold.met) return [];
  if (isDisturbed(hold.verdict)) return [disturbedBy(hold.verdict === 'device-slept', hold.worstLateMs)];
  return [say('notHeld', 'online')];
}

/** Why a rate could not be asked: no fault of the lane (SPEC 8.7). */
const disturbedBy = (slept: boolean, lateMs: number): StudyFinding =>
  slept ? say('sleptMeanwhile', 'online') : say('generatorLate', 'online', { late: duration(lateMs) });
