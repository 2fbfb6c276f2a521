import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSleep } from '@/lib/experiment/sleep';

/** A look at the clock takes so long. ms */
const LOOK_MS = 0.001;

/** A context whose n-th rest wakes so much too late (below 0: too early), ms. */
function contextThatWakes(lateMs: (rest: number) => number) {
  const context = {
    nowMs: 0,
    rests: 0,
    ways: 0,
    abortAtMs: Number.POSITIVE_INFINITY,
    controller: new AbortController(),
  };
  const moveTo = (ms: number) => {
    context.nowMs = ms;
    if (ms >= context.abortAtMs) context.controller.abort();
  };
  const sleepUntil = createSleep({
    now() {
      moveTo(context.nowMs + LOOK_MS);
      return context.nowMs;
    },
    async rest(ms) {
      moveTo(
        Math.min(
          Math.max(context.nowMs, context.abortAtMs),
          context.nowMs + Math.max(0.001, ms + lateMs(context.rests++)),
        ),
      );
    },
    async giveWay() {
      context.ways += 1;
      moveTo(context.nowMs + 0.01);
    },
  });
  return { context, sleepUntil: (atMs: number) => sleepUntil(atMs, context.controller.signal) };
}

/** Sleeps `count` times for 10 ms each. @returns how late each sleep ended */
async function sleepOften(
  { context, sleepUntil }: ReturnType<typeof contextThatWakes>,
  count: number,
): Promise<number[]> {
  const late: number[] = [];
  for (let sleep = 0; sleep < count; sleep++) {
    const atMs = context.nowMs + 10;
    await sleepUntil(atMs);
    late.push(context.nowMs - atMs);
  }
  return late;
}

describe('Sleeping until a moment', () => {
  test('never ends early, however early or late the context wakes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: -3, max: 20, noNaN: true }), { minLength: 1, maxLength: 30 }),
        async (wakes) => {
          const late = await sleepOften(
            contextThatWakes((rest) => wakes[rest % wakes.length] ?? 0),
            60,
          );
          for (const ms of late) expect(ms).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test('learns how late the context wakes, and is then hardly late itself', async () => {
    const late = await sleepOften(
      contextThatWakes(() => 0.2),
      100,
    );
    expect(late[0]).toBeCloseTo(0.2, 2);
    for (const ms of late.slice(50)) expect(ms).toBeLessThanOrEqual(3 * LOOK_MS);
  });

  test('wakes that are now and then very late leave the margin as it is', async () => {
    const late = await sleepOften(
      contextThatWakes((rest) => (rest % 10 === 9 ? 30 : 0.1)),
      400,
    );
    const usual = late.slice(200).filter((ms) => ms < 1);
    expect(usual).toHaveLength(180);
    for (const ms of usual) expect(ms).toBeLessThanOrEqual(3 * LOOK_MS);
  });

  test('four of five sleeps end to the moment, however the wakes are spread', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { minLength: 500, maxLength: 500 }),
        async (wakes) => {
          const late = await sleepOften(
            contextThatWakes((rest) => wakes[rest] ?? 0),
            500,
          );
          const onTime = late.slice(100).filter((ms) => ms <= 3 * LOOK_MS).length;
          expect(onTime / 400).toBeGreaterThan(0.7);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('gives way while it waits awake, but not for the last moment', async () => {
    const lane = contextThatWakes(() => 0.3);
    await sleepOften(lane, 100);
    lane.context.ways = 0;
    await sleepOften(lane, 1);
    expect(lane.context.ways).toBeLessThanOrEqual(1);
    const early = contextThatWakes((rest) => (rest < 100 ? 0.3 : 0));
    await sleepOften(early, 100);
    early.context.ways = 0;
    await sleepOften(early, 1);
    expect(early.context.ways).toBeGreaterThan(20);
    expect(early.context.ways).toBeLessThan(40);
  });

  test('waits awake for 0.6 ms at the most, even where the context has always woken late', async () => {
    let lateMs = 4;
    const lane = contextThatWakes(() => lateMs);
    await sleepOften(lane, 200);
    expect(lane.context.ways).toBe(0);
    lateMs = 0;
    await sleepOften(lane, 1);
    expect(lane.context.ways).toBeGreaterThan(0);
    expect(lane.context.ways).toBeLessThanOrEqual(60);
  });

  test('a context that wakes on time is never waited for awake', async () => {
    const lane = contextThatWakes(() => 0);
    await sleepOften(lane, 100);
    expect(lane.context.ways).toBe(0);
    expect(lane.context.rests).toBe(100);
  });

  test('an abort ends it at once, and a moment that has passed is not waited for', async () => {
    const lane = contextThatWakes(() => 0);
    await lane.sleepUntil(0);
    expect(lane.context.rests).toBe(0);
    lane.context.abortAtMs = 4;
    await lane.sleepUntil(1000);
    expect(lane.context.nowMs).toBeCloseTo(4, 2);
    await lane.sleepUntil(2000);
    expect(lane.context.nowMs).toBeCloseTo(4, 2);
  });
});
