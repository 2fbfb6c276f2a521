import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { numberIn } from '@/lib/simulate/theory/little';
import { FORMULAS, type TheoryAsked, theoryFor } from '@/lib/simulate/theory/theory-for';

describe('theoryFor', () => {
  const asked: TheoryAsked = {
    arrivals: 'poisson',
    perSecond: 80,
    servers: 1,
    service: { meanMs: 10, cv: 1, shape: 'exponential' },
    places: null,
  };
  const constant = { meanMs: 10, cv: 0, shape: 'constant' } as const;
  const general = { meanMs: 10, cv: 0.4, shape: 'general' } as const;
  it.each<[string, Partial<TheoryAsked>]>([
    ['M/M/1', {}],
    ['M/M/c', { servers: 2 }],
    ['M/G/c/c', { servers: 2, places: 0 }],
    ['M/G/c/c', { places: 0, service: general }],
    ['M/M/c/K', { places: 4 }],
    ['M/D/1', { service: constant }],
    ['M/D/1', { service: { ...general, cv: 0 } }],
    ['M/G/1', { service: general }],
    ['D/M/1', { arrivals: 'constant' }],
    ['D/D/c', { arrivals: 'constant', service: constant }],
    ['D/D/c', { arrivals: 'constant', service: constant, places: 3 }],
    ['D/D/c', { arrivals: 'constant', service: constant, places: 1, perSecond: 100 }],
    ['D/D/c', { arrivals: 'constant', service: constant, places: 0, perSecond: 99 }],
    ['Kingman', { arrivals: 'general', gapCv: 2 }],
    ['Kingman', { arrivals: 'constant', service: general }],
    ['Allen-Cunneen', { servers: 2, service: constant }],
    ['Allen-Cunneen', { servers: 2, arrivals: 'constant' }],
  ])('SPEC 1.13: takes %s for %o', (name, change) => {
    expect(theoryFor({ ...asked, ...change })).toMatchObject({ state: 'applies', name, figures: { state: 'steady' } });
  });

  it.each<[string, Partial<TheoryAsked>]>([
    ['varying-rate', { arrivals: 'varying' }],
    ['closed-loop', { arrivals: 'closed' }],
    ['limited-queue', { places: 4, service: general }],
    ['limited-queue', { places: 0, arrivals: 'constant' }],
    ['limited-queue', { places: 4, arrivals: 'constant', service: constant, perSecond: 101 }],
    ['limited-queue', { places: 0, arrivals: 'constant', service: constant, perSecond: 100 }],
    ['limited-queue', { places: 0, arrivals: 'constant', service: constant, servers: 3, perSecond: 300 }],
  ])('SPEC 1.13: has none, for this reason: %s', (why, change) => {
    expect(theoryFor({ ...asked, ...change })).toEqual({ state: 'none', why });
  });

  it.each([
    [80, 1],
    [99, 1],
    [100, 1],
    [290, 3],
    [300, 3],
    [699, 7],
    [700, 7],
  ])('SPEC 1.10: what is played of equal gaps and times agrees: %i a second, %i servers', (perSecond, servers) => {
    for (const places of [null, 0, 1, 3]) {
      const theory = theoryFor({ ...asked, arrivals: 'constant', service: constant, perSecond, servers, places });
      if (theory.state === 'none') continue;
      const read = readScenario({
        ...{ version: 1, seed: 1, requests: 5000, warmUp: 0, arrivals: { kind: 'constant', perSecond } },
        lanes: { online: { servers, serviceMs: { kind: 'constant', value: 10 }, queueMost: places } },
      });
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      const [lane] = simulateAtOnce(read.scenario, 0).lanes;
      expect([theory.name, lane?.rejected, places]).toEqual(['D/D/c', 0, places]);
      expect(lane?.waitMs?.p99).toBeLessThan(1e-6);
    }
  });

  it('SPEC 1.13: names the rules of SPEC.md', () => {
    const text = readFileSync('lib/simulate/SPEC.md', 'utf8');
    for (const [name, { rule }] of Object.entries(FORMULAS))
      expect(text).toMatch(new RegExp(`\\*\\*${rule}\\*\\* [^\\n]*${name}`));
  });

  const anySpread = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 10, noNaN: true }));
  const anyAsked: fc.Arbitrary<TheoryAsked> = fc.record({
    arrivals: fc.constantFrom('poisson', 'constant', 'general'),
    gapCv: anySpread,
    perSecond: fc.double({ min: 1e-6, max: 1e5, noNaN: true }),
    servers: fc.integer({ min: 1, max: 300 }),
    service: fc.record({
      meanMs: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e4, noNaN: true })),
      cv: anySpread,
      shape: fc.constantFrom('exponential', 'constant', 'general'),
    }),
    places: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 2000 })),
  });

  it('gives no NaN, no infinity and nothing below 0, and Little holds, whatever is asked', () => {
    fc.assert(
      fc.property(anyAsked, (any) => {
        const theory = theoryFor(any);
        if (theory.state === 'none' || theory.figures.state === 'no-steady-state') return;
        const { state: _, waitMs, latencyMs, ...numbers } = theory.figures;
        for (const value of [numbers, waitMs ?? {}, latencyMs ?? {}].flatMap((each) => Object.values(each))) {
          if (value === null) continue;
          expect(Number.isFinite(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
        }
        expect(numbers.utilisation).toBeLessThanOrEqual(1 + 1e-9);
        expect(numbers.lossShare).toBeLessThanOrEqual(1);
        for (const each of [waitMs, latencyMs]) {
          if (each) expect(each.p50 <= each.p90 && each.p90 <= each.p95 && each.p95 <= each.p99).toBe(true);
        }
        const served = any.perSecond * (1 - numbers.lossShare);
        expect(numbers.queueLengthMean).toBeCloseTo(numberIn(served, numbers.waitMsMean), 6);
      }),
    );
  });

  it('does not change with the unit of time', () => {
    fc.assert(
      fc.property(anyAsked, fc.constantFrom(0.25, 8, 1024), (any, times) => {
        const slow = theoryFor({
          ...any,
          perSecond: any.perSecond / times,
          service: { ...any.service, meanMs: any.service.meanMs * times },
        });
        const theory = theoryFor(any);
        if (theory.state === 'none' || theory.figures.state === 'no-steady-state') return;
        if (slow.state === 'none' || slow.figures.state === 'no-steady-state') throw new Error('changed');
        const expected = theory.figures.waitMsMean * times;
        expect(Math.abs(slow.figures.waitMsMean - expected)).toBeLessThanOrEqual(1e-9 * expected);
        expect(slow.figures.utilisation).toBeCloseTo(theory.figures.utilisation, 9);
      }),
    );
  });
});
