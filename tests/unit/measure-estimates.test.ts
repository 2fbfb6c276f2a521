import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMPTION_IDS, ASSUMPTIONS, type AssumptionId, assumptionsFrom, isUsable } from '@/lib/measure/assumptions';
import { type EstimateBasis, estimateOf } from '@/lib/measure/estimates';
import { MODE_IDS } from '@/lib/modes';

const USUAL = assumptionsFrom(null);
const basis = (use: Partial<EstimateBasis> = {}): EstimateBasis => ({
  cpuSecondsPer1000: 2,
  bytesSentPerItem: 3000,
  bytesReceivedPerItem: 1000,
  bytesOnceCold: null,
  ...use,
});

const modes = fc.constantFrom(...MODE_IDS);
const amounts = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const uses = fc.record({
  cpuSecondsPer1000: amounts,
  bytesSentPerItem: amounts,
  bytesReceivedPerItem: amounts,
  bytesOnceCold: amounts,
});
const FIGURES = ['computeJoules', 'networkJoules', 'joules', 'operatorUsd', 'userUsd'] as const;

describe('an estimate', () => {
  it('SPEC 12.1: of a server lane is CPU time at the watts of a core with overhead, and bytes over the network', () => {
    const estimate = estimateOf('online', basis(), USUAL, 1_000_000);
    // 2000 s x 3.5 W x 1.135, and 4 GB x 0.001 kWh.
    expect(estimate.computeJoules).toBeCloseTo(2000 * 3.5 * 1.135, 6);
    expect(estimate.networkJoules).toBeCloseTo(4 * 3600, 6);
    // 2000 s of a core at 0.0425 USD an hour, and 1 GB out.
    expect(estimate.operatorUsd).toBeCloseTo((2000 / 3600) * 0.0425 + 0.09, 9);
    expect(estimate.userUsd).toBe(0);
  });

  it('SPEC 12.4: of the edge lane lets the device do the work and the operator pay for one download a device', () => {
    const use = basis({ bytesSentPerItem: 0, bytesReceivedPerItem: 0, bytesOnceCold: 5e6 });
    const estimate = estimateOf('edge', use, { ...USUAL, predictionsPerDevice: 1000 }, 1_000_000);
    expect(estimate.computeJoules).toBeCloseTo(2000 * 5, 6);
    // 1000 devices x 5 MB.
    expect(estimate.operatorUsd).toBeCloseTo(5 * 0.09, 9);
    expect(estimate.userUsd).toBeCloseTo((10_000 / 3.6e6) * 0.16, 12);
  });

  it('SPEC 12.3: of the edge lane knows no traffic where it is not known what a new device fetches', () => {
    const estimate = estimateOf('edge', basis({ bytesOnceCold: null }), USUAL, 1000);
    expect(estimate.computeJoules).not.toBeNull();
    expect(estimate).toMatchObject({ networkJoules: null, joules: null, operatorUsd: null });
  });

  it('SPEC 12.3: is null where what it needs was not measured', () => {
    fc.assert(
      fc.property(modes, uses, (mode, use) => {
        const noCpu = estimateOf(mode, { ...use, cpuSecondsPer1000: null }, USUAL, 1000);
        expect([noCpu.computeJoules, noCpu.joules]).toEqual([null, null]);
        const noBytes = estimateOf(mode, { ...use, bytesReceivedPerItem: null }, USUAL, 1000);
        expect([noBytes.networkJoules, noBytes.joules, noBytes.operatorUsd]).toEqual([null, null, null]);
        expect(noBytes.computeJoules).not.toBeNull();
      }),
    );
  });

  it('SPEC 12.4: is proportional to the number of predictions', () => {
    fc.assert(
      fc.property(modes, uses, fc.integer({ min: 1, max: 1000 }), (mode, use, factor) => {
        const one = estimateOf(mode, use, USUAL, 1000);
        const many = estimateOf(mode, use, USUAL, 1000 * factor);
        for (const figure of FIGURES) {
          const expected = (one[figure] ?? Number.NaN) * factor;
          expect(Math.abs((many[figure] ?? Number.NaN) - expected)).toBeLessThanOrEqual(Math.abs(expected) * 1e-9);
        }
      }),
    );
  });

  it('of compute energy is proportional to CPU time', () => {
    fc.assert(
      fc.property(modes, uses, fc.double({ min: 0.01, max: 100, noNaN: true }), (mode, use, factor) => {
        const more = { ...use, cpuSecondsPer1000: use.cpuSecondsPer1000 * factor };
        const expected = (estimateOf(mode, use, USUAL, 1000).computeJoules ?? Number.NaN) * factor;
        const got = estimateOf(mode, more, USUAL, 1000).computeJoules ?? Number.NaN;
        expect(Math.abs(got - expected)).toBeLessThanOrEqual(expected * 1e-9);
      }),
    );
  });

  it('never falls when more was used', () => {
    const measures = fc.constantFrom(
      'cpuSecondsPer1000',
      'bytesSentPerItem',
      'bytesReceivedPerItem',
      'bytesOnceCold',
    ) as fc.Arbitrary<keyof EstimateBasis>;
    fc.assert(
      fc.property(modes, uses, measures, amounts, (mode, use, measure, extra) => {
        const less = estimateOf(mode, use, USUAL, 1000);
        const more = estimateOf(mode, { ...use, [measure]: (use[measure] ?? 0) + extra }, USUAL, 1000);
        for (const figure of FIGURES) expect(more[figure]).toBeGreaterThanOrEqual(less[figure] ?? Number.NaN);
      }),
    );
  });
});

describe('an assumption', () => {
  const ids = fc.constantFrom(...ASSUMPTION_IDS) as fc.Arbitrary<AssumptionId>;

  it('SPEC 12.2: refuses zero, negative, huge and missing values, and takes its own default', () => {
    for (const id of ASSUMPTION_IDS) {
      for (const value of [0, -1, 1e15, Number.POSITIVE_INFINITY, Number.NaN, '', '3', null, undefined])
        expect(isUsable(id, value), `${id} = ${value}`).toBe(false);
      expect(isUsable(id, ASSUMPTIONS[id].usual), id).toBe(true);
    }
  });

  it('is as usual where what was kept cannot be used', () => {
    expect(assumptionsFrom('nonsense')).toEqual(USUAL);
    fc.assert(
      fc.property(ids, fc.oneof(fc.constant(-1), fc.string(), fc.constant(null)), (id, value) => {
        expect(assumptionsFrom({ [id]: value })).toEqual(USUAL);
      }),
    );
    expect(assumptionsFrom({ deviceWattsPerCore: 2, unknown: 3 })).toEqual({ ...USUAL, deviceWattsPerCore: 2 });
  });
});
