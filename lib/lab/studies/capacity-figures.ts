import { isEmulated } from '../../emulate/conditions';
import { SETUP_LIMITS } from '../../experiment/setup-limits';
import { bootstrapInterval } from '../../measure/bootstrap';
import type { Interval } from '../../measure/interval';
import { type PercentileResult, percentileOf } from '../../measure/percentile';
import { createRandom } from '../../workload/random';
import {
  type CapacityResult,
  FLOOR_MS,
  LEAST_ANSWERS,
  LEAST_JOBS,
  type OfflineResult,
  type RateTrial,
  type ServerResult,
  type SingleStreamResult,
} from './capacity-result';
import { medianOf } from './median';
import type { StudyPhase } from './study-state';
import { count, duration, rate, type StudyFinding, type StudyValidity, say, text, validityFrom } from './study-words';

export interface CapacityFigures {
  readonly offline:
    | (Interval & { readonly samplesPerSecond: number; readonly jobs: number; readonly count: number })
    | null;
  /** The search ended where the generator was late: the lane may take more (SPEC 8.7). */
  readonly isLowerBound: boolean;
  /** Trials by rate, ascending. */
  readonly curve: readonly RateTrial[];
  readonly stream: { readonly p90: PercentileResult; readonly count: number; readonly elapsedMs: number } | null;
  readonly findings: readonly StudyFinding[];
  readonly validity: StudyValidity | null;
}

/** Two digits cannot show a narrower interval. */
const NARROW = 1.02;

/** Names of the forms of a message: they may hold letters only. */
const WHY = { met: 'other', 'too-slow': 'other', failures: 'failures', 'generator-late': 'late' } as const;

export function capacityFigures(
  result: CapacityResult,
  { phase, wasHidden }: { readonly phase: StudyPhase; readonly wasHidden: boolean },
): CapacityFigures {
  const offline = result.batch && offlineOf(result.batch, result.seed);
  const stream = result.edge && streamOf(result.edge);
  const curve = result.online ? [...result.online.trials].sort((a, b) => a.perSecond - b.perSecond) : [];
  const findings: StudyFinding[] = [];
  if (offline) {
    const { samplesPerSecond, low, high, jobs } = offline;
    findings.push(
      jobs < LEAST_JOBS
        ? say('offlineSoFar', 'batch', { rate: rate(samplesPerSecond), jobs: count(jobs), need: count(LEAST_JOBS) })
        : say('offline', 'batch', {
            rate: rate(samplesPerSecond),
            low: rate(low),
            high: rate(high),
            jobs: count(jobs),
          }),
    );
  }
  if (result.online) findings.push(...serverFindings(result.online, result.limitMs));
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
    isLowerBound: result.online !== null && endedByGenerator(result.online),
    curve,
    stream,
    findings,
    validity: phase === 'done' || phase === 'cancelled' ? validityOf(result, wasHidden) : null,
  };
}

function offlineOf({ count: rows, jobs }: OfflineResult, seed: number): CapacityFigures['offline'] {
  if (jobs.length === 0) return null;
  const rates = jobs.map(({ elapsedMs }) => (rows * 1000) / elapsedMs);
  const { low, high } = bootstrapInterval(
    rates.length,
    (pick) => medianOf([...pick].map((index) => rates[index] ?? Number.NaN)),
    createRandom(seed),
  );
  return { samplesPerSecond: medianOf(rates), low, high, jobs: jobs.length, count: rows };
}

function streamOf({ latenciesMs, elapsedMs }: SingleStreamResult): CapacityFigures['stream'] {
  return { p90: percentileOf(latenciesMs.slice().sort(), 0.9), count: latenciesMs.length, elapsedMs };
}

function serverFindings({ capacity, trials }: ServerResult, limitMs: number): StudyFinding[] {
  const limit = duration(limitMs);
  const met = trials.filter((trial) => trial.met);
  const best = met.reduce<RateTrial | null>(
    (top, trial) => (!top || trial.perSecond > top.perSecond ? trial : top),
    null,
  );
  if (!capacity) return best ? [say('serverSoFar', 'online', { rate: rate(best.perSecond), limit })] : [];
  if (capacity.state === 'none') return [say('serverNone', 'online', { rate: rate(capacity.failsAtPerSecond), limit })];
  const p99 = best?.p99.state === 'earned' ? duration(best.p99.valueMs) : limit;
  if (capacity.state === 'beyond')
    return [say('serverBeyond', 'online', { rate: rate(capacity.perSecond), limit, p99 })];
  const missed = missedAtEnd({ capacity, trials });
  const values = { rate: rate(capacity.perSecond), next: rate(capacity.failsAtPerSecond), limit, p99 };
  return [say('server', 'online', { ...values, why: text(WHY[missed?.verdict ?? 'too-slow']) })];
}

/** The trial that set the upper end of the search; a late generator explains it before anything else does. */
function missedAtEnd({ capacity, trials }: Pick<ServerResult, 'capacity' | 'trials'>): RateTrial | undefined {
  if (!capacity || capacity.state === 'beyond') return undefined;
  const missed = trials.filter((trial) => !trial.met && trial.perSecond === capacity.failsAtPerSecond);
  return missed.find(({ verdict }) => verdict === 'generator-late') ?? missed[0];
}

const endedByGenerator = (online: ServerResult) => missedAtEnd(online)?.verdict === 'generator-late';

function validityOf(result: CapacityResult, wasHidden: boolean): StudyValidity {
  const reasons: StudyFinding[] = [];
  if (wasHidden) reasons.push(say('hidden'));
  const floorMs = FLOOR_MS[result.floor];
  const isFull = result.floor === 'full';
  for (const lane of result.lanes) {
    if (result.failures[lane]) {
      reasons.push(say('laneFailed', lane));
    } else if (!result[lane] || (lane === 'online' && !result.online?.capacity)) {
      reasons.push(say('notMeasured', lane));
    } else if (lane === 'batch' && result.batch) {
      const { jobs, count: rows } = result.batch;
      const spentMs = jobs.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
      if (jobs.length < LEAST_JOBS)
        reasons.push(say('tooFewJobs', lane, { have: count(jobs.length), need: count(LEAST_JOBS) }));
      else if (isFull ? spentMs < floorMs : spentMs < floorMs && rows * jobs.length < LEAST_ANSWERS)
        reasons.push(say('tooShort', lane, { have: duration(spentMs), need: duration(floorMs) }));
    } else if (lane === 'edge' && result.edge) {
      const { elapsedMs, latenciesMs } = result.edge;
      if (isFull ? elapsedMs < floorMs : elapsedMs < floorMs && latenciesMs.length < LEAST_ANSWERS)
        reasons.push(say('tooShort', lane, { have: duration(elapsedMs), need: duration(floorMs) }));
    } else if (lane === 'online' && result.online && endedByGenerator(result.online)) {
      reasons.push(say('generatorLate', lane));
    } else if (lane === 'online' && result.online && isFull && result.online.capacity?.state !== 'none') {
      const hold = result.online.trials.find(({ purpose }) => purpose === 'hold');
      // Poisson arrivals of a counted run end a little before or after their mean.
      // Nor does one that had as many items as a run may have.
      const isLongest = (hold?.sentCount ?? 0) >= SETUP_LIMITS.count.max;
      if (!hold || (hold.elapsedMs < floorMs * 0.98 && !isLongest))
        reasons.push(say('tooShort', lane, { have: duration(hold?.elapsedMs ?? 0), need: duration(floorMs) }));
      else if (!hold.met) reasons.push(say('notHeld', lane));
    }
  }
  return validityFrom(reasons, []);
}
