import { describe, expect, test } from 'vitest';
import { easierSetup, fittedSetup, setupOfLeg } from '@/lib/exercises/leg';
import { arrivalsInTime, scheduleMs } from '@/lib/experiment/setup-limits';
import { defaultSetup } from '@/lib/experiment/setup-url';
import type { ValidityReason } from '@/lib/measure/validity';

const LATE: readonly ValidityReason[] = [
  { id: 'generator-late', lane: 'online', count: 50, of: 100, raised: 'p50', factor: 2, lateMedianMs: 8, medianMs: 9 },
];
const HIDDEN: readonly ValidityReason[] = [{ id: 'page-hidden', lane: null }];
const SETUP = defaultSetup();

describe('An easier set-up', () => {
  test('has as many items at the next lower rate, and nothing else is different', () => {
    expect(easierSetup(SETUP, LATE)).toEqual({ ...SETUP, perSecond: 30 });
    const timed = { ...SETUP, durationMs: 10_000 };
    const easier = easierSetup(timed, LATE) ?? timed;
    expect(arrivalsInTime(easier)).toBe(arrivalsInTime(timed));
    expect(scheduleMs(easier)).toBe(20_000);
  });

  test('is offered only where the rate was too much, and is a part of the set-up', () => {
    expect(easierSetup(SETUP, HIDDEN)).toBeNull();
    expect(easierSetup({ ...SETUP, pattern: 'at-once' }, LATE)).toBeNull();
    expect(easierSetup({ ...SETUP, loop: 'closed' }, LATE)).toBeNull();
  });

  test('goes down to what is proposed for the device, where that is lower still', () => {
    expect(easierSetup(SETUP, LATE, 20)?.perSecond).toBe(20);
    expect(easierSetup(SETUP, LATE, 60)?.perSecond).toBe(30);
    expect(easierSetup({ ...SETUP, count: 900 }, LATE, 10)?.perSecond).toBe(30);
  });

  test('ends where a lane would take longer than a minute', () => {
    let last = SETUP;
    for (let next = easierSetup(last, LATE); next; next = easierSetup(next, LATE)) last = next;
    expect(scheduleMs(last)).toBeLessThanOrEqual(60_000);
    expect(scheduleMs(last)).toBeGreaterThan(30_000);
  });
});

describe('A set-up that fits a device', () => {
  test('is as it was where the device can keep its rate, or nothing is known of it', () => {
    expect(fittedSetup(SETUP, 60)).toBe(SETUP);
    expect(fittedSetup(SETUP, null)).toBe(SETUP);
    expect(fittedSetup({ ...SETUP, perSecond: 20 }, 30).perSecond).toBe(20);
    expect(fittedSetup({ ...SETUP, pattern: 'at-once' }, 10).perSecond).toBe(SETUP.perSecond);
  });

  test('has the proposed rate, or the next higher one that takes no more than a minute', () => {
    expect(fittedSetup(SETUP, 30)).toEqual({ ...SETUP, perSecond: 30 });
    expect(fittedSetup({ ...SETUP, count: 900 }, 10).perSecond).toBe(20);
    expect(fittedSetup({ ...SETUP, durationMs: 12_000 }, 20)).toMatchObject({ perSecond: 20, durationMs: 36_000 });
  });
});

describe('A leg whose rate rests on an earlier one', () => {
  const leg = { title: '', changes: {}, rateFrom: { leg: 0, figure: 'edge.rate', times: 0.9 } } as const;
  const measured = (value: number) => [{ figures: { 'edge.rate': { value, low: value, high: value } }, trials: [] }];

  test('loads every machine as heavily', () => {
    expect(setupOfLeg(leg, measured(100))).toMatchObject({ perSecond: 90 });
    expect(setupOfLeg(leg, measured(4.321))).toMatchObject({ perSecond: 3.89 });
  });

  test('waits for that figure, and keeps to what the Lab can do', () => {
    expect(setupOfLeg(leg, [])).toBeNull();
    expect(setupOfLeg(leg, measured(1e9))).toMatchObject({ perSecond: 5000 });
  });
});
