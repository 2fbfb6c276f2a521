import { describe, expect, test } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { distributionOf } from '@/lib/measure/distribution';
import { logOf } from '@/lib/measure/measurement-log';
import { summarise } from '../summarise';
import { run } from './lane-scenario';

/** 13 s at 100 a second, each item answered 6 ms after it was sent. */
const arrivals = Array.from({ length: 1300 }, (_, item) => item * 10);
const stall = { atMs: 4000, forMs: 1400 };

async function online(conditions: { stall?: typeof stall }) {
  const { measurements } = await run({
    dispatch: 'as-they-arrive',
    arrivals,
    conditions,
    plan: () => ({ computeMs: 6 }),
  });
  return summarise({
    id: 'online',
    modeId: 'online',
    target: { modelId: 'digits', versionId: 'fp32' },
    conditions: { ...AS_IT_IS, ...conditions },
    measurements: logOf(measurements),
    plannedCount: arrivals.length,
    resources: null,
    status: { state: 'done', elapsedMs: 13_000 },
  });
}

const msOf = (result: ReturnType<typeof summarise>['latency']['p99']) =>
  result.state === 'earned' ? result.valueMs : Number.NaN;

describe('a stall of 1.4 s at steady load', () => {
  test('SPEC 1.2: is a p99 of 1.27 s from the schedule, and of 6 ms for a generator that waits for its answers', async () => {
    const { latency, uncorrected } = await online({ stall });
    // A hundredth of 1300 items waited longer: the 13 that came first, 10 ms apart, and then the answer took its 6 ms.
    expect(msOf(latency.p99)).toBeCloseTo(1400 - 130 + 6, 6);
    expect(uncorrected && msOf(uncorrected.p99)).toBeCloseTo(6, 6);
    expect(msOf(latency.p50)).toBeCloseTo(6, 6);
  });

  test('SPEC 1.2: parts the two curves, which lie on each other without it', async () => {
    const apart = async (conditions: { stall?: typeof stall }) => {
      const { sorted } = await online(conditions);
      const distribution = distributionOf([
        { id: 'online', sortedMs: sorted.latencyMs, uncorrectedMs: sorted.uncorrectedMs },
      ]);
      const gaps = (distribution?.points ?? []).map(
        ({ shares, uncorrected }) => (uncorrected.online ?? 1) - (shares.online ?? 1),
      );
      return Math.max(...gaps);
    };
    // 140 of the 1300 items arrived while the lane stood still; a generator with six connections sent six of them.
    expect(await apart({ stall })).toBeCloseTo(140 / 1300 - 6 / 1166, 4);
    expect(await apart({})).toBeCloseTo(0, 9);
  });

  test('SPEC 5.3: is not held against the generator', async () => {
    expect((await online({ stall })).lateness).toMatchObject({ lateCount: 0, of: 1300 });
  });
});
