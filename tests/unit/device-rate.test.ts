import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DeviceReadings,
  type DeviceState,
  lowerRate,
  PROPOSED_RATES,
  proposeRate,
  spreadOf,
} from '@/lib/experiment/device-rate';

const at = (medianMs: number, p95Ms = medianMs) => ({ medianMs, p95Ms });
const QUIET: DeviceState = { cores: 4, pressure: 'nominal', battery: { share: 1, charging: true } };
const QUICK: DeviceReadings = { edge: at(0.5, 1), online: at(5, 9), wakes: at(0.1, 0.8), device: QUIET };
const rateOf = (change: Partial<DeviceReadings>) => proposeRate({ ...QUICK, ...change });
const stateOf = (change: Partial<DeviceState>) => rateOf({ device: { ...QUIET, ...change } });

const anyMs = fc.double({ min: 0, max: 2000, noNaN: true });
const anySpread = fc.tuple(anyMs, anyMs).map(([a, b]) => at(Math.min(a, b), Math.max(a, b)));
const anyReadings: fc.Arbitrary<DeviceReadings> = fc.record({
  edge: fc.option(anySpread),
  online: fc.option(anySpread),
  wakes: anySpread,
  device: fc.record({
    cores: fc.option(fc.integer({ min: 1, max: 64 })),
    pressure: fc.option(fc.constantFrom('nominal' as const, 'fair' as const, 'serious' as const, 'critical' as const)),
    battery: fc.option(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), charging: fc.boolean() })),
  }),
});

describe('The rate for a device', () => {
  it('SPEC 15.1: is the highest where nothing speaks against it', () => {
    expect(proposeRate(QUICK)).toEqual({ perSecond: 60, because: null });
  });

  it('SPEC 15.1: is one of the ladder for any readings, with a reason wherever it is lower', () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        const { perSecond, because } = proposeRate(readings);
        expect(PROPOSED_RATES).toContain(perSecond);
        if (perSecond < 60) expect(because).not.toBeNull();
      }),
    );
  });

  it('SPEC 15.1: is never higher for a device that is slower in any way', () => {
    const slower = fc.record({ edge: anyMs, online: anyMs, wakes: anyMs });
    fc.assert(
      fc.property(anyReadings, slower, (readings, by) => {
        const more = <Of extends DeviceReadings['edge']>(spread: Of, ms: number) =>
          spread && at(spread.medianMs + ms, spread.p95Ms + ms);
        const worse = {
          ...readings,
          edge: more(readings.edge, by.edge),
          online: more(readings.online, by.online),
          wakes: more(readings.wakes, by.wakes) ?? readings.wakes,
        };
        expect(proposeRate(worse).perSecond).toBeLessThanOrEqual(proposeRate(readings).perSecond);
      }),
    );
  });

  it.each([
    [8, 60],
    [9, 30],
    [16, 30],
    [20, 20],
    [50, 10],
    [400, 10],
  ])('SPEC 15.2: keeps a slow item of %d ms within half of the gap: %d a second', (p95Ms, perSecond) => {
    expect(rateOf({ edge: at(1, p95Ms) })).toEqual({ perSecond, because: perSecond === 60 ? null : 'edge' });
  });

  it.each([
    [2, 8, 60],
    [2, 14, 30],
    [4, 14, 60],
    [4, 40, 20],
    [16, 33, 60],
    [null, 14, 30],
  ])('SPEC 15.2: with %s cores and a round trip of %d ms it is %d a second', (cores, medianMs, perSecond) => {
    const proposal = rateOf({ online: at(medianMs, 3 * medianMs), device: { ...QUIET, cores } });
    expect(proposal).toEqual({ perSecond, because: perSecond === 60 ? null : 'online' });
  });

  it.each([
    [5, 60],
    [6, 30],
    [12, 20],
    [40, 10],
  ])('SPEC 15.2: a worker that wakes %d ms late sends %d a second', (p95Ms, perSecond) => {
    expect(rateOf({ wakes: at(1, p95Ms) })).toEqual({ perSecond, because: perSecond === 60 ? null : 'late' });
  });

  it('asks nothing of lanes that do not run', () => {
    expect(rateOf({ edge: null, online: null })).toEqual({ perSecond: 60, because: null });
  });

  it('SPEC 15.3: is lower where the device says that it is weak or saves itself', () => {
    expect(stateOf({ cores: 1 })).toEqual({ perSecond: 20, because: 'device' });
    expect(stateOf({ pressure: 'serious' })).toEqual({ perSecond: 30, because: 'device' });
    expect(stateOf({ pressure: 'critical' })).toEqual({ perSecond: 10, because: 'device' });
    expect(stateOf({ battery: { share: 0.1, charging: false } })).toEqual({ perSecond: 30, because: 'device' });
    expect(stateOf({ battery: { share: 0.1, charging: true } })).toEqual({ perSecond: 60, because: null });
    expect(stateOf({ cores: null, pressure: null, battery: null })).toEqual({ perSecond: 60, because: null });
  });

  it('SPEC 15.3: is not raised by what the device says', () => {
    const weak = { ...QUICK, edge: at(30, 40) };
    const boast = { cores: 64, pressure: 'nominal', battery: { share: 1, charging: true } } as const;
    expect(proposeRate({ ...weak, device: boast }).perSecond).toBe(10);
  });
});

describe('A lower rate', () => {
  it('is of the ladder and plainly lower, and half of what is below it', () => {
    expect([90, 65, 60, 50, 30, 20, 14, 10, 5].map(lowerRate)).toEqual([60, 30, 30, 30, 20, 10, 7, 5, 2.5]);
  });
});

describe('The spread of readings', () => {
  it('is their median and p95 by nearest rank, in any order', () => {
    expect(spreadOf(Float64Array.from([5, 1, 2, 4, 3]))).toEqual({ medianMs: 3, p95Ms: 5 });
    expect(spreadOf(new Float64Array(0))).toBeNull();
  });
});
