import { describe, expect, test } from 'vitest';
import { easierSetup, setupOfLeg } from '@/lib/exercises/leg';
import { arrivalsInTime, scheduleMs } from '@/lib/experiment/setup-limits';
import { defaultSetup } from '@/lib/experiment/setup-url';
import type { ValidityReason } from '@/lib/measure/validity';

const LATE: readonly ValidityReason[] = [
  { id: 'generator-late', lane: 'online', count: 50, of: 100, raised: 'p50', factor: 2 },
];
const HIDDEN: readonly ValidityReason[] = [{ id: 'page-hidden', lane: null }];
const SETUP = defaultSetup();

describe('An easier set-up', () => {
  test('has as many items at half the rate, and nothing else is different', () => {
    expect(easierSetup(SETUP, LATE)).toEqual({ ...SETUP, perSecond: SETUP.perSecond / 2 });
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

  test('ends where a lane would take longer than a minute', () => {
    let last = SETUP;
    for (let next = easierSetup(last, LATE); next; next = easierSetup(next, LATE)) last = next;
    expect(scheduleMs(last)).toBeLessThanOrEqual(60_000);
    expect(scheduleMs(last)).toBeGreaterThan(30_000);
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
