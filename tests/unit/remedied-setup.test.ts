import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canRemedy, remediedSetup } from '@/lib/experiment/remedied-setup';
import type { RunSetup } from '@/lib/experiment/setup';
import { isFeasible, isWithin, scheduleMs } from '@/lib/experiment/setup-limits';
import { defaultSetup } from '@/lib/experiment/setup-url';
import type { Remedy } from '@/lib/measure/remedy';
import type { ModeId } from '@/lib/modes';

const SETUP = defaultSetup();

const setups: fc.Arbitrary<RunSetup> = fc
  .record({
    count: fc.integer({ min: 1, max: 1_000_000 }),
    repeats: fc.integer({ min: 1, max: 10 }),
    perSecond: fc.double({ min: 0.1, max: 5000, noNaN: true }),
    durationMs: fc.option(fc.integer({ min: 1000, max: 600_000 })),
    pattern: fc.constantFrom('poisson', 'even', 'at-once', 'trace'),
    loop: fc.constantFrom('open', 'closed'),
    users: fc.integer({ min: 1, max: 64 }),
    traceMs: fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 20 }),
  })
  .map((changes) => ({ ...SETUP, ...changes }) as RunSetup)
  .filter(isFeasible);

const remedies: fc.Arbitrary<Remedy> = fc.oneof(
  fc.constantFrom<Remedy>(
    { id: 'measure-anew' },
    { id: 'fewer-lanes', keep: null },
    { id: 'fewer-lanes', keep: 'edge' },
    { id: 'run-again' },
    { id: 'wait-for-device' },
    { id: 'lower-rate', perSecond: null },
  ),
  fc.double({ min: 0.1, max: 5000, noNaN: true }).map((perSecond): Remedy => ({ id: 'lower-rate', perSecond })),
  fc.integer({ min: 2, max: 100 }).map((factor): Remedy => ({ id: 'run-longer', factor })),
);

describe('the set-up that a remedy asks for', () => {
  test('may always be run', () => {
    fc.assert(
      fc.property(setups, remedies, (setup, remedy) => {
        const remedied = remediedSetup(setup, remedy);
        expect(isFeasible(remedied)).toBe(true);
        for (const field of ['count', 'perSecond', 'users'] as const)
          expect(isWithin(field, remedied[field])).toBe(true);
      }),
    );
  });

  test('has the rate that was proposed, and no more items than 20 s of it, but always 100', () => {
    const at30 = remediedSetup({ ...SETUP, count: 600, perSecond: 60 }, { id: 'lower-rate', perSecond: 30 });
    expect(at30).toMatchObject({ perSecond: 30, count: 600 });
    const at2 = remediedSetup({ ...SETUP, count: 600, perSecond: 60 }, { id: 'lower-rate', perSecond: 2 });
    expect(at2).toMatchObject({ perSecond: 2, count: 100 });
  });

  test('sends less where no rate can be named: half the users, or half of what comes at once', () => {
    const less: Remedy = { id: 'lower-rate', perSecond: null };
    expect(remediedSetup({ ...SETUP, loop: 'closed', users: 5 }, less).users).toBe(2);
    expect(remediedSetup({ ...SETUP, loop: 'closed', users: 1 }, less).users).toBe(1);
    expect(remediedSetup({ ...SETUP, pattern: 'at-once', count: 600 }, less).count).toBe(300);
    expect(remediedSetup({ ...SETUP, pattern: 'trace', traceMs: [100, 50] }, less).traceMs).toEqual([200, 100]);
  });

  test('lasts as many times as long as was asked, as far as a run may last', () => {
    const twice = remediedSetup({ ...SETUP, count: 240, perSecond: 60 }, { id: 'run-longer', factor: 2 });
    expect(twice.count).toBe(480);
    const hundredfold = remediedSetup({ ...SETUP, count: 6000, perSecond: 60 }, { id: 'run-longer', factor: 100 });
    expect(scheduleMs(hundredfold)).toBeLessThanOrEqual(600_000);
    expect(scheduleMs(hundredfold)).toBeGreaterThan(590_000);
  });

  test('SPEC 5.12: is none where a run that should be longer lasts as long as it may', () => {
    const longer: Remedy = { id: 'run-longer', factor: 2 };
    expect(canRemedy({ ...SETUP, durationMs: 600_000, perSecond: 60 }, longer)).toBe(false);
    expect(canRemedy({ ...SETUP, durationMs: 300_000, perSecond: 60 }, longer)).toBe(true);
    expect(canRemedy({ ...SETUP, durationMs: null, count: 36_000, perSecond: 60 }, longer)).toBe(false);
    expect(canRemedy({ ...SETUP, durationMs: null, count: 600, perSecond: 60 }, longer)).toBe(true);
    expect(canRemedy({ ...SETUP, durationMs: 600_000 }, { id: 'run-again' })).toBe(true);
  });

  test('runs one lane where the lanes disagree, one that is named if one is, and is the same where only the device has to change', () => {
    const kept = (keep: ModeId | null, lanes: readonly ModeId[] = ['batch', 'online', 'edge']) =>
      remediedSetup({ ...SETUP, lanes }, { id: 'fewer-lanes', keep }).lanes;
    expect(kept(null)).toEqual(['batch']);
    expect(kept('edge')).toEqual(['edge']);
    expect(kept('edge', ['batch', 'online'])).toEqual(['batch']);
    for (const id of ['measure-anew', 'run-again', 'wait-for-device'] as const)
      expect(remediedSetup(SETUP, { id })).toBe(SETUP);
  });
});
