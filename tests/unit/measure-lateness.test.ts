import { describe, expect, it } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { NO_FAULTS } from '@/lib/measure/faults';
import { fitnessFor, reasonsForQuestions } from '@/lib/measure/fitness';
import type { Measurement } from '@/lib/measure/measurement';
import { validityOf } from '@/lib/measure/validity';
import type { ModeId } from '@/lib/modes';
import { createRandom, type Random } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { completed, recordOf } from './measure-fixtures';

interface Load {
  readonly modeId?: ModeId;
  readonly count?: number;
  readonly perSecond?: number;
  readonly serviceMs: (item: number) => number;
  /** How late the generator sends an item that is due then. */
  readonly lateMs: (item: number, dueMs: number) => number;
}

/** An open-loop lane with any number of servers, or one in a lane that takes one at a time, fed by a Poisson process. */
function lane(random: Random, { modeId = 'online', count = 1000, perSecond = 100, serviceMs, lateMs }: Load) {
  let arrived = 0;
  let free = 0;
  const measurements: Measurement[] = [];
  for (let item = 0; item < count; item++) {
    arrived -= (1000 / perSecond) * Math.log(1 - random());
    const due = modeId === 'edge' ? Math.max(arrived, free) : arrived;
    const started = due + lateMs(item, due);
    free = started + serviceMs(item);
    measurements.push(completed(item, { arrived, started, finished: free }));
  }
  measurements.sort((a, b) => a.finishedAtMs - b.finishedAtMs);
  return summarise(recordOf(modeId, measurements));
}

const judge = (...of: Parameters<typeof lane>) => {
  const summary = lane(...of);
  const found = validityOf({ summaries: [summary], outputsAgree: true, faults: NO_FAULTS, floor: 'class' });
  return { ...found, lateness: summary.lateness, summary };
};
const spread = (random: Random, ms: number) => () => ms * (0.8 + 0.4 * random());
/** Stands still from the middle of the run on for so long. */
const standsStill = (forMs: number) => (_: number, dueMs: number) =>
  dueMs >= 5000 && dueMs < 5000 + forMs ? 5000 + forMs - dueMs : 0;

describe('late sending', () => {
  it('SPEC 5.3: a sound run stays valid: 15 % of items 6 ms late, where answers take seconds', () => {
    const random = createRandom(81);
    for (let run = 0; run < 20; run++) {
      const lateMs = () => (random() < 0.15 ? 6 : 0.1);
      const { verdict, cautions } = judge(random, { serviceMs: spread(random, 2000), lateMs });
      expect(verdict).toBe('valid');
      expect(cautions).toContainEqual(expect.objectContaining({ id: 'generator-late', raised: 'none' }));
    }
  });

  it('SPEC 5.3: a disturbed run does not pass: the generator stood still for a fifth of the run', () => {
    const random = createRandom(82);
    for (const modeId of ['online', 'edge'] as const)
      for (let run = 0; run < 20; run++) {
        const { reasons } = judge(random, { modeId, serviceMs: spread(random, 2), lateMs: standsStill(2000) });
        expect(reasons).toMatchObject([{ id: 'generator-late', lane: modeId }]);
        expect(reasons[0]?.id === 'generator-late' && reasons[0].factor).toBeGreaterThan(10);
      }
  });

  it('SPEC 5.3: where lateness raised p99 alone, a run in class is valid but for that figure; a full run is not', () => {
    const random = createRandom(88);
    for (const modeId of ['online', 'edge'] as const) {
      const found = judge(random, { modeId, serviceMs: spread(random, 2), lateMs: standsStill(300) });
      expect(found.verdict).toBe('valid');
      expect(found.cautions).toMatchObject([{ id: 'generator-late', lane: modeId, raised: 'p99' }]);
      const { summary } = found;
      const full = validityOf({ summaries: [summary], outputsAgree: true, faults: NO_FAULTS, floor: 'full' });
      expect(full.reasons).toContainEqual(expect.objectContaining({ id: 'generator-late', raised: 'p99' }));
      const ask = (figure: 'p50' | 'p99') =>
        fitnessFor({ kind: 'size', figure, lanes: [modeId], within: 2 }, found, [summary]).state;
      expect([ask('p50'), ask('p99')]).toEqual(['good-enough', 'invalid']);
    }
  });

  it('SPEC 5.3: the same stand-still says nothing where answers take seconds', () => {
    const random = createRandom(83);
    expect(judge(random, { serviceMs: spread(random, 4000), lateMs: standsStill(300) }).verdict).toBe('valid');
  });

  it('SPEC 5.3: with too few answers to tell of a p99, what raises neither median nor p90 is a caution', () => {
    const random = createRandom(84);
    const found = judge(random, { count: 600, perSecond: 60, serviceMs: spread(random, 2), lateMs: standsStill(300) });
    expect(found).toMatchObject({ verdict: 'valid', cautions: [{ id: 'generator-late', raised: 'none' }] });
  });

  it('SPEC 5.3: three late items of 600 move a p90 by less than chance does; twelve move it by more', () => {
    const random = createRandom(87);
    // Above the ninth tenth latencies rise steeply: one rank is 1.04 times.
    const steep = (item: number) => (item % 600 < 540 ? 100 : 100 * 1.04 ** ((item % 600) - 539));
    const withLate = (late: number) =>
      judge(random, { count: 600, perSecond: 10, serviceMs: steep, lateMs: (item) => (item < late ? 300 : 0) });
    const three = withLate(3);
    expect(three.lateness?.shifts[1]).toMatchObject({ percentile: 'p90', isBeyondChance: false });
    expect(three.lateness?.shifts[1]?.factor).toBeGreaterThan(1.1);
    expect(three.verdict).toBe('valid');
    expect(withLate(12).reasons).toMatchObject([{ id: 'generator-late', raised: 'p90', count: 12 }]);
  });

  it('SPEC 5.3: a generator that is always a little late disturbs a lane that is quick, though no item is late by 5 ms', () => {
    const random = createRandom(85);
    const quick = judge(random, { modeId: 'edge', serviceMs: spread(random, 0.6), lateMs: () => 4 });
    expect(quick.reasons).toMatchObject([{ id: 'generator-late', count: 0 }]);
    const slow = judge(random, { modeId: 'edge', serviceMs: spread(random, 6), lateMs: () => 0.3 });
    expect(slow.verdict).toBe('valid');
    // No timer of a browser does better than a fraction of a ms.
    expect(judge(random, { modeId: 'edge', serviceMs: spread(random, 0.6), lateMs: () => 0.8 }).verdict).toBe('valid');
  });

  it('SPEC 5.3: with too few answers for a p90, many late items that are late by much make a run INVALID', () => {
    const random = createRandom(86);
    const few = (ms: number) =>
      judge(random, {
        count: 40,
        perSecond: 3,
        serviceMs: spread(random, ms),
        lateMs: (item) => (item % 6 === 0 ? 8 : 0),
      });
    expect(few(7).reasons).toMatchObject([{ id: 'generator-late', raised: 'lane' }]);
    expect(few(700).verdict).toBe('valid');
  });

  it('SPEC 5.3: one at a time, the items that stood behind a late one are freed of its lateness too', () => {
    const measurements = [
      completed(0, { arrived: 0, started: 50, finished: 60 }),
      completed(1, { arrived: 5, started: 60, finished: 70 }),
      completed(2, { arrived: 8, started: 70, finished: 80 }),
      completed(3, { arrived: 200, started: 200, finished: 210 }),
    ];
    const repeated = Array.from({ length: 10 }, (_, round) =>
      measurements.map((one) => ({
        ...one,
        item: 4 * round + one.item,
        arrivedAtMs: 1000 * round + one.arrivedAtMs,
        startedAtMs: 1000 * round + one.startedAtMs,
        finishedAtMs: 1000 * round + one.finishedAtMs,
      })),
    ).flat();
    const { lateness } = summarise(recordOf('edge', repeated));
    // As measured 60, 65, 72 and 10 ms; had the first left within 1 ms, 11, 16, 23 and 10 ms.
    expect(lateness?.shifts[0]).toMatchObject({ percentile: 'p50', measuredMs: 60, punctualMs: 11 });
    expect(lateness).toMatchObject({ lateCount: 10, of: 40, lateMedianMs: 50 });
  });

  it('SPEC 5.3: the wait for an injected stall is not taken off', () => {
    const conditions = { ...AS_IT_IS, stall: { atMs: 100, forMs: 500 } };
    const measurements = Array.from({ length: 20 }, (_, item) => {
      const arrived = item * 40;
      const started = arrived >= 100 && arrived < 600 ? 600 : arrived;
      return completed(item, { arrived, started, finished: started + 2 });
    });
    const { lateness } = summarise(recordOf('online', measurements, { conditions }));
    expect(lateness?.shifts).toMatchObject([{ percentile: 'p50', factor: 1 }]);
  });

  it('SPEC 5.11: a lane that was made to stand still moves on purpose, but is not sent late on purpose', () => {
    const random = createRandom(89);
    const { cautions, summary } = judge(random, { serviceMs: spread(random, 2), lateMs: standsStill(300) });
    const moved = { id: 'unstable', lane: 'online', what: 'latency', ratio: 1.3 } as const;
    const stalled = { ...summary, conditions: { ...AS_IT_IS, stall: { atMs: 100, forMs: 500 } } };
    const against = (of: typeof summary) =>
      reasonsForQuestions({ reasons: [], cautions: [...cautions, moved] }, [of]).map(({ id }) => id);
    expect(against(summary)).toEqual(['generator-late', 'unstable']);
    expect(against(stalled)).toEqual(['generator-late']);
  });

  it('SPEC 5.3: a lane that gathers is not judged', () => {
    const { lateness } = summarise(recordOf('batch', [completed(0, { arrived: 0, started: 900, finished: 910 })]));
    expect(lateness).toBeNull();
  });
});
