import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompany } from '@/lib/batch/worker/company';

describe('SPEC 5.15: for whom a job waited', () => {
  const HISTORY = [
    { sender: 'ada', fromMs: 0, toMs: 10 },
    { sender: 'bob', fromMs: 10, toMs: 30 },
    { sender: null, fromMs: 40, toMs: 50 },
  ] as const;

  it.each([
    ['nobody was there', 'eve', 60, 90, 0],
    ['all of it was for others', 'eve', 5, 25, 20],
    ['a part was for its own', 'bob', 0, 50, 20],
    ['the worker rested between', 'eve', 20, 50, 20],
    ['who is not known is another to everybody', 'ada', 40, 50, 10],
    ['and has no own jobs', null, 0, 50, 40],
    ['it waited for nothing', 'eve', 20, 20, 0],
  ])('%s', (_what, sender, fromMs, toMs, ms) => {
    const company = createCompany();
    for (const stretch of HISTORY) company.worked(stretch.sender, stretch.fromMs, stretch.toMs);
    expect(company.waitedForOthersMs(sender, fromMs, toMs)).toBe(ms);
  });

  it('is never more than the wait', () => {
    const stretch = fc.record({ sender: fc.constantFrom('ada', 'bob', null), ms: fc.integer({ min: 0, max: 50 }) });
    fc.assert(
      fc.property(fc.array(stretch), fc.nat(500), fc.nat(500), (stretches, fromMs, waitMs) => {
        const company = createCompany();
        let atMs = 0;
        for (const { sender, ms } of stretches) {
          company.worked(sender, atMs, atMs + ms);
          atMs += ms;
        }
        expect(company.waitedForOthersMs('eve', fromMs, fromMs + waitMs)).toBeLessThanOrEqual(waitMs);
      }),
    );
  });
});
