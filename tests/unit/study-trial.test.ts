import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLost, type LoadTrial, type TrialItem, trialOf } from '@/lib/lab/lane/load-trial';
import { judgeTrial, p99AtLeastMs, rateTrialOf, trialCount } from '@/lib/lab/studies/capacity-trial';
import { percentileOf, samplesNeeded } from '@/lib/measure/percentile';
import { createRandom, permutation } from '@/lib/workload/random';

const LIMIT_MS = 50;
const planned = trialCount(1);
/** Nearest rank: so many of the planned items lie beyond the p99. */
const beyond = planned - Math.ceil(0.99 * planned);

/** Items due every 2 ms, each sent when due, answered after the time given, or not at all. */
const items = (tookMs: readonly (number | null)[]): TrialItem[] =>
  tookMs.map((ms, index) => ({
    arrivedAtMs: 2 * index,
    startedAtMs: 2 * index,
    finishedAtMs: 2 * index + (ms ?? 2),
    completed: ms !== null,
  }));
const seen = (tookMs: readonly (number | null)[]): LoadTrial =>
  trialOf(items(tookMs), { plannedCount: planned, elapsedMs: 2 * tookMs.length, limitMs: LIMIT_MS });
/** So many answers of 10 ms, then so many of 500 ms, then so many failures. */
const answers = (quick: number, slow: number, failed = 0) =>
  seen([...Array(quick).fill(10), ...Array(slow).fill(500), ...Array(failed).fill(null)]);

describe('A rate', () => {
  test('is tried with enough items for a p99, even with one in a hundred failed (SPEC 8.1)', () => {
    for (const perSecond of [1, 100, 5000])
      expect(0.99 * trialCount(perSecond)).toBeGreaterThanOrEqual(samplesNeeded(0.99));
  });

  test.each([
    ['met', 'all were quick', answers(planned, 0)],
    ['met', 'as many were slow as lie beyond the p99', answers(planned - beyond, beyond)],
    ['too-slow', 'one more was', answers(planned - beyond - 1, beyond + 1)],
    ['too-slow', 'that is certain early', answers(20, beyond + 1)],
    ['failures', 'over one in a hundred failed', answers(planned - 8, 0, 8)],
    ['failures', 'nothing came', answers(0, 0, planned)],
    // With a few failures fewer answers may be slow: the p99 is that of the answers.
    ['too-slow', 'as many were slow as would have been too few of all', answers(planned - beyond - 3, beyond, 3)],
  ] as const)('is judged "%s" where %s', (verdict, _when, trial) => {
    expect(judgeTrial(trial, LIMIT_MS)).toBe(verdict);
  });

  test('that is lost early is lost to the end, and its p99 is at least what is said then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer(), (slow, seed) => {
        const random = createRandom(seed);
        const latencies = [...permutation(planned, random)].map((rank) => (rank < slow ? 51 + 100 * random() : 10));
        const seenAfter = (count: number) => seen(latencies.slice(0, count));
        const lostAt = latencies.findIndex((_, index) => isLost(seenAfter(index + 1), LIMIT_MS));
        const whole = judgeTrial(seenAfter(planned), LIMIT_MS);
        expect(lostAt >= 0).toBe(whole === 'too-slow');
        if (lostAt < 0) return;
        const p99 = percentileOf(seenAfter(planned).latenciesMs, 0.99);
        const atLeastMs = p99AtLeastMs(seenAfter(lostAt + 1)) ?? 0;
        expect(atLeastMs).toBeGreaterThan(LIMIT_MS);
        expect(p99.state === 'earned' && p99.valueMs).toBeGreaterThanOrEqual(atLeastMs);
      }),
      { numRuns: 10 },
    );
  });
});

/** Poisson arrivals at a rate, into a lane with one server that takes so long for each. */
function play(
  {
    perSecond,
    serviceMs,
    seed,
    count = trialCount(perSecond),
  }: { perSecond: number; serviceMs: number; seed: number; count?: number },
  /** When the generator sends what was due: never before it, and in order. */
  sendAt: (dueMs: number, lastSentMs: number, random: () => number) => number,
): LoadTrial {
  const random = createRandom(seed);
  let dueMs = 0;
  let sentMs = 0;
  let freeMs = 0;
  const played = Array.from({ length: count }, (): TrialItem => {
    dueMs += (-Math.log(1 - random()) * 1000) / perSecond;
    sentMs = Math.max(sentMs, dueMs, sendAt(dueMs, sentMs, random));
    freeMs = Math.max(freeMs, sentMs) + serviceMs;
    return { arrivedAtMs: dueMs, startedAtMs: sentMs, finishedAtMs: freeMs, completed: true };
  });
  return trialOf(played, { plannedCount: count, elapsedMs: freeMs, limitMs: LIMIT_MS });
}

const onTime = (dueMs: number) => dueMs;
/** Needs so long for each item it sends. */
const slowSender = (perItemMs: number) => (dueMs: number, lastSentMs: number) =>
  Math.max(dueMs, lastSentMs + perItemMs);
/** Wakes only every so many ms, as a starved process does. */
const napping = (everyMs: number) => (dueMs: number) => Math.ceil(dueMs / everyMs) * everyMs;

describe('SPEC 8.7: a simulated generator', () => {
  const seeds = fc.integer({ min: 0, max: 1e6 });
  const ample = { perSecond: 400, serviceMs: 0.2 } as const;

  test('that cannot send fast enough never makes an ample lane too slow', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 2.6, max: 40, noNaN: true }), (seed, perItemMs) => {
        expect(judgeTrial(play({ ...ample, seed }, slowSender(perItemMs)), LIMIT_MS)).not.toBe('too-slow');
      }),
      { numRuns: 60 },
    );
  });

  test('that falls behind for good ends the trial early, and it is called late', () => {
    const whole = play({ ...ample, seed: 5, count: 2000 }, slowSender(4));
    expect(judgeTrial(whole, LIMIT_MS)).toBe('generator-late');
    expect(isLost(whole, LIMIT_MS)).toBe(true);
    const early = { ...play({ ...ample, seed: 5, count: 200 }, slowSender(4)), plannedCount: 2000 };
    expect(isLost(early, LIMIT_MS)).toBe(true);
    expect(judgeTrial(early, LIMIT_MS)).toBe('generator-late');
  });

  test('that sends much slower than asked is called late, even where every answer came in time', () => {
    const trial = play({ ...ample, seed: 3, count: 2000 }, slowSender(3.5));
    expect(judgeTrial(trial, LIMIT_MS)).toBe('generator-late');
    const lenientMs = 1e6;
    expect(judgeTrial(trial, lenientMs)).toBe('generator-late');
  });

  test('that naps and sends in bursts never makes an ample lane too slow, and one that naps briefly is good enough', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 400 }), (seed, everyMs) => {
        const verdict = judgeTrial(play({ ...ample, seed }, napping(everyMs)), LIMIT_MS);
        expect(verdict).toBe(everyMs < 45 ? 'met' : everyMs > 55 ? 'generator-late' : verdict);
        expect(verdict).not.toBe('too-slow');
      }),
      { numRuns: 60 },
    );
  });

  test('on schedule finds out a lane that takes less than it is given', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const trial = play({ perSecond: 1000, serviceMs: 1.3, seed }, onTime);
        expect(judgeTrial(trial, LIMIT_MS)).toBe('too-slow');
        expect(trial.lateCount).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  test('that is late now and then does not hide a lane that is far too slow', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const late = (dueMs: number, _last: number, random: () => number) => dueMs + (random() < 0.3 ? 8 : 0);
        const trial = play({ perSecond: 1000, serviceMs: 1.5, seed }, late);
        expect(trial.lateCount).toBeGreaterThan(0.13 * trial.sentCount);
        expect(judgeTrial(trial, LIMIT_MS)).toBe('too-slow');
      }),
      { numRuns: 30 },
    );
  });

  test('that was late before the lane last had nothing to do does not excuse what came after', () => {
    const hiccup = items(Array(planned).fill(60)).map((item, index) =>
      index === 0
        ? { ...item, startedAtMs: 30, finishedAtMs: 31 }
        : {
            ...item,
            arrivedAtMs: item.arrivedAtMs + 40,
            startedAtMs: item.startedAtMs + 40,
            finishedAtMs: item.finishedAtMs + 40,
          },
    );
    expect(judgeTrial(trialOf(hiccup, { plannedCount: planned, elapsedMs: 2000, limitMs: LIMIT_MS }), LIMIT_MS)).toBe(
      'too-slow',
    );
  });

  test('law: what is laid at the lane’s door is never more than it would have taken on schedule', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (seed, serviceMs, everyMs) => {
          const asked = { perSecond: 500, serviceMs, seed, count: 700 };
          const truth = play(asked, onTime).latenciesMs;
          const own = play(asked, napping(everyMs)).ownLatenciesMs;
          // Lateness of up to 5 ms is no lateness (SPEC 5.3).
          const excess = own.map((ms, rank) => ms - (truth[rank] ?? 0));
          expect(Math.max(...excess)).toBeLessThanOrEqual(5 + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('failures are laid at the lane’s door only where the generator kept its schedule', () => {
    const half = items(Array.from({ length: planned }, (_, index) => (index % 2 ? null : 5)));
    const of = { plannedCount: planned, elapsedMs: 2000, limitMs: LIMIT_MS };
    expect(judgeTrial(trialOf(half, of), LIMIT_MS)).toBe('failures');
    const late = half.map((item) => ({
      ...item,
      startedAtMs: item.startedAtMs + 20,
      finishedAtMs: item.finishedAtMs + 20,
    }));
    expect(judgeTrial(trialOf(late, of), LIMIT_MS)).toBe('generator-late');
  });

  test('SPEC 2.1: the median of a trial is of the nearest rank, which is the lower of two in the middle', () => {
    const of = { perSecond: 100, purpose: 'climb', limitMs: LIMIT_MS, slept: false } as const;
    expect(rateTrialOf(seen([1, 2, 3, 4]), of).p50Ms).toBe(2);
    expect(rateTrialOf(seen([1, 2, 3, 4, 5]), of).p50Ms).toBe(3);
    expect(rateTrialOf(seen([null]), of).p50Ms).toBeNull();
  });

  test('SPEC 8.4: the p99 of a trial that was ended early is told as "at least", however many answers came', () => {
    const of = { perSecond: 4000, purpose: 'climb', limitMs: LIMIT_MS, slept: false } as const;
    const cut = { ...answers(planned, beyond + 1), plannedCount: 6000, sentCount: planned + beyond + 1 };
    const { p99, p99AtLeastMs: atLeastMs } = rateTrialOf(cut, of);
    expect(p99.state).toBe('locked');
    expect(atLeastMs).toBe(p99AtLeastMs(cut));
  });

  test('a device that slept meanwhile disturbed the trial, unless the rate was met all the same', () => {
    const of = { perSecond: 100, purpose: 'climb', limitMs: LIMIT_MS, slept: true } as const;
    expect(rateTrialOf(answers(20, beyond + 1), of)).toMatchObject({ verdict: 'device-slept', disturbed: true });
    expect(rateTrialOf(answers(planned, 0), of)).toMatchObject({ verdict: 'met', disturbed: false });
  });
});
