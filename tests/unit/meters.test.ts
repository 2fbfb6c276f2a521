import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CpuReading } from '@/lib/services/idle-watch';
import { createIdleWatch } from '@/lib/services/idle-watch';
import { createMeterRegistry, type MeterRegistry } from '@/lib/services/meters';
import { createWorkLedger, type WorkLedger } from '@/lib/services/work-ledger';

const reading = (server: number, worker?: readonly [processId: number, cpuSeconds: number]): CpuReading => ({
  server: { processId: 1, cpuSeconds: server },
  ...(worker && { 'batch-worker': { processId: worker[0], cpuSeconds: worker[1] } }),
});

describe('SPEC 7.7: what the processes spend anyway', () => {
  it('is the mean of the stretches in which nothing was asked of the server', () => {
    const watch = createIdleWatch();
    watch.note(reading(5), 0, 1);
    expect(watch.perSecond()).toEqual({});
    watch.note(reading(5.1), 10_000, 1);
    // Work was done meanwhile.
    watch.note(reading(9), 20_000, 2);
    watch.note(reading(9.3), 30_000, 2);
    expect(watch.perSecond()).toEqual({ server: expect.closeTo(0.4 / 20, 9) });
  });

  it('counts no process that has just come', () => {
    const watch = createIdleWatch();
    watch.note(reading(1, [2, 0.5]), 0, 1);
    watch.note(reading(1, [3, 0.9]), 10_000, 1);
    expect(watch.perSecond()).toEqual({ server: 0 });
    watch.note(reading(1, [3, 0.95]), 20_000, 1);
    expect(watch.perSecond()).toEqual({ server: 0, 'batch-worker': expect.closeTo(0.005, 9) });
  });

  it('forgets what is long ago', () => {
    const watch = createIdleWatch();
    let spent = 0;
    for (let stretch = 0; stretch <= 60; stretch++) {
      watch.note(reading(spent), 10_000 * stretch, 1);
      spent += stretch < 30 ? 1 : 0.1;
    }
    expect(watch.perSecond().server).toBeCloseTo(0.01, 9);
  });
});

describe('a meter', () => {
  let ledger: WorkLedger;
  let meters: MeterRegistry;
  let server = 0;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    server = 0;
    ledger = createWorkLedger();
    meters = createMeterRegistry({
      ledger,
      readCpu: async () => reading(server),
      utilisation: () => new Map(),
      seesBytes: () => true,
    });
  });
  afterEach(() => {
    meters.close();
    vi.useRealTimers();
  });

  it('takes off what was spent at rest before', async () => {
    for (let stretch = 0; stretch < 3; stretch++) {
      await vi.advanceTimersByTimeAsync(10_000);
      server += 0.2;
    }
    const id = await meters.start();
    ledger.request(id);
    server += 1;
    await vi.advanceTimersByTimeAsync(10_000);
    const report = await meters.stop(id);
    expect(report.cpuSeconds).toBeCloseTo(0.8, 6);
    expect(report.idleSeconds).toBeCloseTo(0.2, 6);
    expect(report.wallSeconds).toBeCloseTo(10, 6);
  });

  it('counts what names it, and what names nobody or another one is of others', async () => {
    const [mine, other] = [await meters.start(), await meters.start()];
    for (let request = 0; request < 10; request++) ledger.request(mine);
    for (let request = 0; request < 20; request++) ledger.request(other);
    for (let request = 0; request < 10; request++) ledger.request(undefined);
    ledger.request('a meter that is not there');
    for (let request = 0; request < 9; request++) ledger.request(null);
    server += 5;
    const [a, b] = [await meters.stop(mine), await meters.stop(other)];
    expect([a.cpuSeconds, a.othersSeconds]).toEqual([expect.closeTo(1, 9), expect.closeTo(4, 9)]);
    expect([b.cpuSeconds, b.othersSeconds]).toEqual([expect.closeTo(2, 9), expect.closeTo(3, 9)]);
    expect(a.isShared && b.isShared).toBe(true);
  });

  it('counts jobs for the meter that sent them, and those of big jobs for nobody’s worker', async () => {
    const id = await meters.start();
    const before = ledger.total();
    ledger.job('mine', id);
    ledger.job('somebody’s', undefined);
    ledger.jobStep('mine', 0.25);
    ledger.jobStep('somebody’s', 0.5);
    ledger.jobStep('a big one', 3);
    const all = ledger.total();
    expect(all.jobCpuSeconds - before.jobCpuSeconds).toBe(0.75);
    expect(all.steps - before.steps).toBe(5);
    expect(ledger.close(id)).toMatchObject({ jobCpuSeconds: 0.25, steps: 2 });
  });

  it('tells the bytes of its own requests', async () => {
    const [id, other] = [await meters.start(), await meters.start()];
    ledger.bytes(id, 100, 10);
    ledger.bytes(other, 1000, 1000);
    ledger.bytes(undefined, 1000, 1000);
    expect((await meters.stop(id)).bytes).toEqual({ received: 100, sent: 10 });
  });

  it('that was left open is forgotten after a quarter of an hour', async () => {
    const id = await meters.start();
    for (let minute = 0; minute < 15; minute++) {
      ledger.request(id);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(meters.isMeasuring()).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(meters.isMeasuring()).toBe(false);
    await expect(meters.stop(id)).rejects.toMatchObject({ code: 'unknown-job' });
  });

  it('for which nothing is done for three minutes is forgotten', async () => {
    const [left, used] = [await meters.start(), await meters.start()];
    await vi.advanceTimersByTimeAsync(120_000);
    ledger.request(used);
    await vi.advanceTimersByTimeAsync(61_000);
    await expect(meters.stop(left)).rejects.toMatchObject({ code: 'unknown-job' });
    expect(await meters.stop(used)).toMatchObject({ wallSeconds: expect.closeTo(181, 6) });
  });

  it('is kept while a request of it is under way, or its jobs go on', async () => {
    const id = await meters.start();
    ledger.underWay(id, 1);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    ledger.underWay(id, -1);
    ledger.job('its own', id);
    for (let minute = 0; minute < 3; minute++) {
      await vi.advanceTimersByTimeAsync(60_000);
      ledger.jobStep('its own', 0.1);
    }
    expect(meters.isMeasuring()).toBe(true);
    await vi.advanceTimersByTimeAsync(181_000);
    expect(meters.isMeasuring()).toBe(false);
  });
});
