import { describe, expect, it } from 'vitest';
import type { DeviceReadings } from '@/lib/experiment/device-rate';
import { defaultSetup } from '@/lib/experiment/setup-url';
import { checkDevice, type DeviceProbe, sentLanesOf } from '@/lib/lab/device-check';
import { createDeviceRates, kindOf, MOST_WAIT_MS, type Proposals, proposalFor } from '@/lib/lab/device-rates';
import { timeWakes } from '@/lib/lab/lane/task-wakes';
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

  it('takes the slowest of several lanes that run at the same place', async () => {
    const probe: DeviceProbe = {
      load: async () => {},
      items: async (lane) => Float64Array.of(lane === 'online' ? 4 : 7),
      wakes: async () => Float64Array.of(0.5),
      state: async () => SLOW.device,
    };
    expect(await checkDevice(['batch', 'online'], probe)).toMatchObject({ edge: null, online: { p95Ms: 7 } });
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
    await rates.settle(SETUP, 1000);
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
    const settled = rates.settle(SETUP, 1000);
    expect(rates.get().awaited).toBe(true);
    timeUp();
    await settled;
    expect(checks[0]?.signal.aborted).toBe(true);
    expect(rates.get()).toEqual({ checking: null, awaited: false, skipped: kind, proposals: {} });
    checks[0]?.end(SLOW);
    await Promise.resolve();
    expect(rates.get().proposals).toEqual({});
  });

  it('are waited for no longer once somebody is in a hurry, and Run waits for no other check', async () => {
    const { rates, checks } = ratesWith();
    rates.hurry();
    const settled = rates.settle(SETUP, 1000);
    expect(checks).toHaveLength(1);
    rates.hurry();
    await settled;
    expect(checks[0]?.signal.aborted).toBe(true);
    expect(rates.get()).toMatchObject({ checking: null, awaited: false, skipped: kind });
    await rates.settle(SETUP, 1000);
    expect(checks).toHaveLength(1);
  });

  it('nobody waits for are not called off by hurry', () => {
    const { rates, checks } = ratesWith();
    rates.check(SETUP);
    rates.hurry();
    expect(checks[0]?.signal.aborted).toBe(false);
  });

  it('SPEC 15.4: of a check that was not waited for are found by the one after the run', async () => {
    const { rates, checks, timeUp } = ratesWith();
    const settled = rates.settle(SETUP, 1000);
    timeUp();
    await settled;
    rates.check(SETUP);
    expect(rates.get()).toMatchObject({ checking: kind, skipped: null });
    checks[1]?.end(SLOW);
    await rates.settle(SETUP, 1000);
    expect(proposalFor(SETUP, rates.get().proposals)).toEqual({ perSecond: 30, because: 'edge' });
  });

  /** A device that takes so long to load the models, and so long for each item; times in ms. */
  function slowDevice({ loadMs, itemMs }: { readonly loadMs: number; readonly itemMs: number }) {
    const clock = createFakeClock();
    const never = new AbortController().signal;
    const wait = (ms: number) => clock.sleepUntil(clock.now() + ms, never);
    const readings = async (count: number, eachMs: number) => {
      await wait(count * eachMs);
      return new Float64Array(count).fill(eachMs);
    };
    const probe: DeviceProbe = {
      load: () => wait(loadMs),
      items: () => readings(8, itemMs),
      wakes: () => readings(20, 1),
      state: async () => SLOW.device,
    };
    const rates = createDeviceRates({
      check: (setup) => checkDevice(sentLanesOf(setup), probe),
      remembered: () => ({}),
      remember: () => {},
      wait,
    });
    return { clock, rates };
  }

  it('SPEC 15.4: are proposed for a device that takes five seconds to be checked, though Run was pressed at once', async () => {
    const { clock, rates } = slowDevice({ loadMs: 4000, itemMs: 45 });
    await clock.runUntil(rates.settle(SETUP, MOST_WAIT_MS));
    expect(rates.get()).toMatchObject({ skipped: null, proposals: { [kind]: { perSecond: 10, because: 'edge' } } });
  });

  it('SPEC 15.4: of a device slower than that come with the check after its run', async () => {
    const { clock, rates } = slowDevice({ loadMs: 9000, itemMs: 45 });
    await clock.runUntil(rates.settle(SETUP, MOST_WAIT_MS));
    expect(clock.now()).toBe(8000);
    expect(rates.get()).toMatchObject({ skipped: kind, proposals: {} });
    rates.check(SETUP);
    await clock.advanceTo(20_000);
    expect(proposalFor(SETUP, rates.get().proposals)).toEqual({ perSecond: 10, because: 'edge' });
  });

  it('of a device that cannot be checked are not proposed', async () => {
    const { rates, checks } = ratesWith();
    rates.check(SETUP);
    checks[0]?.end(new Error('the server is gone'));
    await rates.settle(SETUP, 1000);
    expect(rates.get()).toMatchObject({ checking: null, skipped: kind, proposals: {} });
    rates.check(SETUP);
    expect(checks).toHaveLength(1);
  });

  it('have nothing to check where no rate plays a part', () => {
    const { rates, checks } = ratesWith();
    rates.check({ ...SETUP, pattern: 'at-once' });
    expect(checks).toHaveLength(0);
  });
});
