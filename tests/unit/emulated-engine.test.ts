import { describe, expect, test } from 'vitest';
import { AS_IT_IS, isEmulated, type LaneConditions } from '@/lib/emulate/conditions';
import { NETWORK_IDS, NETWORKS, type NetworkId } from '@/lib/emulate/networks';
import { createFakeEngine } from '@/lib/engine/fake';
import { emulate } from '@/lib/experiment/emulated-engine';
import { type CompletedMeasurement, latencyMs } from '@/lib/measure/measurement';
import { createFakeClock } from '../fake-clock';
import { run } from './lane-scenario';

const spaced = (count: number, gapMs: number) => Array.from({ length: count }, (_, item) => item * gapMs);

async function throughNetwork(network: NetworkId, arrivals: readonly number[], seed = 1) {
  const { measurements, error } = await run({
    dispatch: 'as-they-arrive',
    arrivals,
    seed,
    conditions: { network },
    plan: () => ({ computeMs: 2, transferMs: 1 }),
  });
  return { measurements: measurements as CompletedMeasurement[], error };
}

describe('An emulated network', () => {
  test.each(NETWORK_IDS.filter((id) => id !== 'offline'))(
    'SPEC 11.2: %s: what it adds is exactly what is told as emulated, and nothing else changes',
    async (network) => {
      const { measurements } = await throughNetwork(network, spaced(200, 1000));
      expect(measurements).toHaveLength(200);
      for (const measurement of measurements) {
        expect(latencyMs(measurement) - measurement.stages.emulatedMs).toBeCloseTo(3, 6);
        expect(measurement.stages).toMatchObject({ computeMs: 2, transferMs: 1 });
      }
    },
  );

  test.each(['lan', 'wifi', '4g', 'slow-3g', 'satellite'] as const)(
    '%s: adds its round trip, give or take its jitter, and the time its bits take',
    async (network) => {
      const { roundTripMs, jitterMs, upBitsPerSecond, downBitsPerSecond } = NETWORKS[network];
      const { measurements } = await throughNetwork(network, spaced(400, 20_000));
      const added = measurements.map(({ stages }) => stages.emulatedMs).sort((a, b) => a - b);
      const bitsMs = ((784 * 4 + 600) * 8000) / (upBitsPerSecond ?? 1) + (640 * 8000) / (downBitsPerSecond ?? 1);
      expect(added[0]).toBeGreaterThanOrEqual(roundTripMs - jitterMs);
      expect(added[200]).toBeGreaterThan(roundTripMs);
      expect(added[200]).toBeLessThan(roundTripMs + jitterMs + bitsMs * 1.2);
    },
  );

  test('a narrow wire carries one message after the other', async () => {
    const { measurements } = await throughNetwork('slow-3g', new Array(10).fill(0));
    const arrivedAtServer = measurements.map(({ stages }) => stages.emulatedMs).sort((a, b) => a - b);
    // 3,736 bytes up at 400 kbit/s are 75 ms each, and ten of them share the wire.
    expect((arrivedAtServer.at(-1) ?? 0) - (arrivedAtServer[0] ?? 0)).toBeGreaterThan(9 * 74 - 40);
  });

  test('what is lost comes again later: the slowest of a lossy network wait for it', async () => {
    const { measurements } = await throughNetwork('satellite', spaced(1000, 5000));
    const { roundTripMs, jitterMs } = NETWORKS.satellite;
    const resent = measurements.filter(({ stages }) => stages.emulatedMs > roundTripMs + jitterMs + 150);
    // Two ways at one in a hundred: twenty of a thousand, by a fixed seed.
    expect(resent.length).toBeGreaterThan(8);
    expect(resent.length).toBeLessThan(40);
  });

  test('SPEC 11.4: is the same for the same seed, and another for another', async () => {
    const added = async (seed: number) =>
      (await throughNetwork('wifi', spaced(30, 100), seed)).measurements.map(({ stages }) => stages.emulatedMs);
    expect(await added(3)).toEqual(await added(3));
    expect(await added(4)).not.toEqual(await added(3));
  });

  test('that is off fails its lane with a name of its own', async () => {
    const { measurements, error } = await throughNetwork('offline', spaced(20, 10));
    expect(measurements.every(({ outcome }) => (outcome as string) === 'failed')).toBe(true);
    expect(error).toMatchObject({ code: 'offline' });
  });
});

describe('An emulated device', () => {
  test('takes so many times as long, and the time added is told apart', async () => {
    const { measurements } = await run({
      dispatch: 'one-at-a-time',
      arrivals: [0, 500],
      conditions: { slowdown: 4 },
      plan: () => ({ computeMs: 10 }),
    });
    expect(measurements.map(latencyMs)).toEqual([40, 40]);
    for (const { stages } of measurements as CompletedMeasurement[])
      expect(stages).toMatchObject({ computeMs: 10, emulatedMs: 30 });
  });
});

describe('With nothing to emulate', () => {
  test('the engine itself is used', () => {
    const clock = createFakeClock(0);
    const engine = createFakeEngine({ clock });
    expect(emulate(engine, AS_IT_IS, { clock, random: Math.random })).toBe(engine);
  });

  test.each<[Partial<LaneConditions>, boolean]>([
    [{}, false],
    [{ generator: 'server' }, false],
    [{ threads: 1 }, false],
    [{ network: 'lan' }, true],
    [{ slowdown: 2 }, true],
    [{ stall: { atMs: 0, forMs: 1 } }, true],
  ])('SPEC 11.1: %o is emulated: %s', (conditions, expected) => {
    expect(isEmulated({ ...AS_IT_IS, ...conditions })).toBe(expected);
  });
});
