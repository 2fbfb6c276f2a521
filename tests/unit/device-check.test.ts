import { describe, expect, it } from 'vitest';
import type { DeviceReadings } from '@/lib/experiment/device-rate';
import { defaultSetup } from '@/lib/experiment/setup-url';
import { checkDevice, type DeviceProbe, sentLanesOf } from '@/lib/lab/device-check';
import { createDeviceRates, kindOf, type Proposals, proposalFor } from '@/lib/lab/device-rates';
import { timeWakes } from '@/lib/lab/studies/task-wakes';
import { createFakeClock } from '../fake-clock';

const SETUP = defaultSetup();
const SLOW: DeviceReadings = {
  edge: { medianMs: 12, p95Ms: 14 },
  online: { medianMs: 5, p95Ms: 8 },
  wakes: { medianMs: 0, p95Ms: 1 },
  device: { cores: 4, pressure: null, battery: null },
};

describe('A check of the device', () => {
  it('makes the lanes ready, then times wakes and lanes one after another', async () => {
    const asked: string[] = [];
    const answer = async (what: string, values: readonly number[]) => {
      asked.push(what);
      return Float64Array.from(values);
    };
    const probe: DeviceProbe = {
      load: async (lane) => void asked.push(`load ${lane}`),
      items: (lane) => answer(lane, lane === 'edge' ? [3, 1, 2] : [9]),
      wakes: () => answer('wakes', [0.5, 0.25]),
      state: async () => SLOW.device,
    };
    expect(await checkDevice(['online', 'edge'], probe)).toEqual({
      edge: { medianMs: 2, p95Ms: 3 },
      online: { medianMs: 9, p95Ms: 9 },
      wakes: { medianMs: 0.25, p95Ms: 0.5 },
      device: SLOW.device,
    });
    expect(asked).toEqual(['load online', 'load edge', 'wakes', 'edge', 'online']);
    expect((await checkDevice(['edge'], probe)).online).toBeNull();
  });

  it('looks at the lanes that send at a rate from here, and at no others', () => {
    expect(sentLanesOf(SETUP)).toEqual(['online', 'edge']);
    expect(sentLanesOf({ ...SETUP, generator: 'server' })).toEqual(['edge']);
    expect(sentLanesOf({ ...SETUP, lanes: ['batch'] })).toEqual([]);
    for (const free of [{ loop: 'closed' }, { pattern: 'at-once' }, { pattern: 'trace' }] as const)
      expect(sentLanesOf({ ...SETUP, ...free })).toEqual([]);
  });

  it('tells how late a worker wakes', async () => {
    const clock = createFakeClock(100);
    const late = [0.5, 0, 3];
    const wakes: number[] = [];
    const slow = {
      now: () => clock.now() + (late[wakes.length - 1] ?? 0),
      sleepUntil: async (atMs: number, signal: AbortSignal) => {
        await clock.sleepUntil(atMs, signal);
        wakes.push(atMs);
      },
    };
    const { lateMs } = await clock.runUntil(timeWakes({ count: 3, everyMs: 16 }, slow));
    expect([...lateMs]).toEqual(late);
    expect(wakes).toEqual([116, 132, 148]);
  });
});

describe('Rates for the device', () => {
  /** Checks that end when they are told to. */
  function ratesWith(before: Proposals = {}) {
    const checks: { readonly signal: AbortSignal; end(readings: DeviceReadings | Error): void }[] = [];
    const kept: Proposals[] = [];
    let timeUp = () => {};
    const rates = createDeviceRates({
      check: (_setup, signal) =>
        new Promise((resolve, reject) => {
          checks.push({ signal, end: (told) => (told instanceof Error ? reject(told) : resolve(told)) });
        }),
      remembered: () => before,
      remember: (proposals) => kept.push(proposals),
      wait: () =>
        new Promise((resolve) => {
          timeUp = resolve;
        }),
    });
    return { rates, checks, kept, timeUp: () => timeUp() };
  }
  const kind = kindOf(SETUP) ?? '';

  it('are proposed after one check of each kind of set-up, and remembered', async () => {
    const { rates, checks, kept } = ratesWith();
    rates.check(SETUP);
    rates.check({ ...SETUP, count: 100, seed: 9 });
    expect(rates.get().checking).toBe(kind);
    expect(checks).toHaveLength(1);
    checks[0]?.end(SLOW);
    await rates.settle(1000);
    expect(rates.get()).toMatchObject({ checking: null, proposals: { [kind]: { perSecond: 30, because: 'edge' } } });
    expect(kept).toEqual([rates.get().proposals]);
    rates.check(SETUP);
    expect(checks).toHaveLength(1);
  });

  it('that this visit remembers need no check', () => {
    const { rates, checks } = ratesWith({ [kind]: { perSecond: 20, because: 'late' } });
    rates.check(SETUP);
    expect(checks).toHaveLength(0);
  });

  it('may be known once and for all', () => {
    const { rates, checks } = ratesWith({ '*': { perSecond: 60, because: null } });
    rates.check(SETUP);
    expect(checks).toHaveLength(0);
    expect(proposalFor(SETUP, rates.get().proposals)?.perSecond).toBe(60);
    expect(proposalFor({ ...SETUP, loop: 'closed' }, rates.get().proposals)).toBeNull();
  });

  it('are looked for anew with another model or other lanes, and the check before is called off', () => {
    const { rates, checks } = ratesWith();
    rates.check(SETUP);
    rates.check({ ...SETUP, lanes: ['edge'] });
    expect(checks[0]?.signal.aborted).toBe(true);
    rates.check({ ...SETUP, ...defaultSetup('clothing') });
    expect(checks.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
  });

  it('a check that was called off takes nothing from the one that took its place', async () => {
    const { rates, checks } = ratesWith();
    rates.check(SETUP);
    rates.check({ ...SETUP, lanes: ['edge'] });
    checks[0]?.end(new Error('It was called off.'));
    await new Promise((resolve) => setImmediate(resolve));
    rates.cancel();
    expect(checks[1]?.signal.aborted).toBe(true);
  });

  it('are waited for as long as is allowed, and then the check is skipped and that is known', async () => {
    const { rates, checks, timeUp } = ratesWith();
    rates.check(SETUP);
    const settled = rates.settle(1000);
    expect(rates.get().awaited).toBe(true);
    timeUp();
    await settled;
    expect(checks[0]?.signal.aborted).toBe(true);
    expect(rates.get()).toEqual({ checking: null, awaited: false, skipped: kind, proposals: {} });
    checks[0]?.end(SLOW);
    await Promise.resolve();
    expect(rates.get().proposals).toEqual({});
  });

  it('of a device that cannot be checked are not proposed', async () => {
    const { rates, checks } = ratesWith();
    rates.check(SETUP);
    checks[0]?.end(new Error('the server is gone'));
    await rates.settle(1000);
    expect(rates.get()).toMatchObject({ checking: null, skipped: kind, proposals: {} });
  });

  it('have nothing to check where no rate plays a part', () => {
    const { rates, checks } = ratesWith();
    rates.check({ ...SETUP, pattern: 'at-once' });
    expect(checks).toHaveLength(0);
  });
});
