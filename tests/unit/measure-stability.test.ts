import { describe, expect, it } from 'vitest';
import type { Measurement } from '@/lib/measure/measurement';
import { stabilityOf } from '@/lib/measure/stability';
import { createRandom } from '@/lib/workload/random';
import { completed, failed, steadyRecord } from './measure-fixtures';

/** One item every 10 ms, each answered after so long. */
const items = (count: number, latencyOf: (item: number) => number) =>
  steadyRecord('online', count, latencyOf).measurements;
const inOrderOfAnswers = (measurements: readonly Measurement[]) =>
  [...measurements].sort((a, b) => a.finishedAtMs - b.finishedAtMs);

/** A single server fed by a Poisson process: `load` is its utilisation. */
function queue(count: number, load: number, random: () => number): Measurement[] {
  let arrived = 0;
  let free = 0;
  return Array.from({ length: count }, (_, item) => {
    arrived -= 10 * Math.log(1 - random());
    const started = Math.max(arrived, free);
    free = started - 10 * load * Math.log(1 - random());
    return completed(item, { arrived, started, finished: free });
  });
}

/** A batch lane that runs every second for 50 ms on what came at about 50 a second. */
function batchRuns(runs: number, random: () => number, lengthMs = (_run: number) => 50): Measurement[] {
  const measurements: Measurement[] = [];
  for (let arrived = 0; arrived < runs * 1000; arrived += 20 * -Math.log(1 - random())) {
    const run = Math.floor(arrived / 1000);
    const started = (run + 1) * 1000;
    measurements.push(completed(measurements.length, { arrived, started, finished: started + lengthMs(run) }));
  }
  return measurements;
}

describe('stability', () => {
  it('SPEC 5.6: cuts the schedule into five equal windows', () => {
    const { windows, state } = stabilityOf(
      items(101, () => 1),
      'online',
      1000,
    );
    expect(windows.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 200],
      [200, 400],
      [400, 600],
      [600, 800],
      [800, 1000],
    ]);
    expect(windows.map(({ arrived }) => arrived)).toEqual([20, 20, 20, 20, 21]);
    expect(windows.map(({ medianMs }) => medianMs)).toEqual([1, 1, 1, 1, 1]);
    expect(state).toBe('stable');
  });

  it('SPEC 5.6: a lane that slows down for good is unstable, and its ratio is told', () => {
    const random = createRandom(71);
    const slowing = items(1000, (item) => (item < 700 ? 4 : 6) * (0.9 + 0.2 * random()));
    const { state, latencyRatio, throughputRatio, moved } = stabilityOf(slowing, 'online', 1000);
    expect([state, moved]).toEqual(['unstable', ['latency']]);
    expect(latencyRatio).toBeCloseTo(1.5, 1);
    expect(throughputRatio).toBeLessThan(1.1);
  });

  it('SPEC 5.6: how the first two windows differ from the last three is told, where it is beyond chance', () => {
    const random = createRandom(72);
    const noise = () => 0.9 + 0.2 * random();
    const ratioOf = (ms: (item: number) => number) => stabilityOf(items(1000, ms), 'online', 1000).warmUpRatio;
    expect(ratioOf((item) => (item < 400 ? 8 : 4) * noise())).toBeCloseTo(2, 1);
    expect(ratioOf((item) => (item < 400 ? 2 : 4) * noise())).toBeCloseTo(0.5, 1);
    expect(ratioOf(() => 4 * noise())).toBeUndefined();
    // Of a queue that comes and goes chance makes as much.
    let told = 0;
    for (let run = 0; run < 100; run++)
      if (stabilityOf(queue(300, 0.8, random), 'online', 1000).warmUpRatio !== undefined) told++;
    expect(told).toBeLessThan(15);
  });

  it('SPEC 5.6: the first two windows are warm-up', () => {
    expect(
      stabilityOf(
        items(1000, (item) => (item < 400 ? 50 : 4)),
        'online',
        1000,
      ).state,
    ).toBe('stable');
  });

  it('SPEC 5.6: a queue that grows is unstable in latency, whatever the throughput says', () => {
    const random = createRandom(72);
    const growing = queue(600, 1.3, random);
    expect(stabilityOf(inOrderOfAnswers(growing), 'online', 1000)).toMatchObject({ state: 'unstable' });
  });

  it('SPEC 5.6: a lane that stops answering is unstable in throughput', () => {
    const measurements = Array.from(
      items(1000, () => 4),
      (measurement) =>
        measurement.item >= 800 && measurement.item % 2 === 0
          ? failed(measurement.item, measurement.item * 10)
          : measurement,
    );
    const { state, latencyRatio, throughputRatio } = stabilityOf(measurements, 'online', 1000);
    expect(state).toBe('unstable');
    expect(throughputRatio).toBeCloseTo(2, 1);
    expect(latencyRatio).toBe(1);
  });

  it('SPEC 5.6: chance at the sizes of a class is seldom taken for unsteadiness', () => {
    const random = createRandom(73);
    for (const load of [0.3, 0.7]) {
      let unstable = 0;
      let over = 0;
      for (let run = 0; run < 200; run++) {
        const { state, latencyRatio } = stabilityOf(queue(600, load, random), 'online', 1000);
        if (state === 'unstable') unstable++;
        if ((latencyRatio ?? 1) > 1.1) over++;
      }
      expect(unstable / 200).toBeLessThan(0.05);
      // The bare ratio would have condemned most of them.
      expect(over / 200).toBeGreaterThan(0.5);
    }
  });

  it('SPEC 5.6: a median that moved by more than a tenth is never called steady, nor condemned for what chance may explain', () => {
    const random = createRandom(79);
    const states = new Set<string>();
    for (let run = 0; run < 100; run++) {
      const { state, latencyRatio, throughputRatio } = stabilityOf(queue(300, 0.8, random), 'online', 1000);
      states.add(state);
      const moved = Math.max(latencyRatio ?? 1, throughputRatio ?? 1);
      expect(state === 'stable').toBe(moved <= 1.1);
    }
    expect(states).toContain('too-noisy');
  });

  it('SPEC 5.6: where everything came at once, answers a second are judged and latency is not', () => {
    const atOnce = (gapOf: (item: number) => number) => {
      let finished = 0;
      return Array.from({ length: 1000 }, (_, item) => {
        finished += gapOf(item);
        return completed(item, { arrived: 0, finished });
      });
    };
    expect(
      stabilityOf(
        atOnce(() => 2),
        'edge',
        1000,
      ),
    ).toMatchObject({ state: 'stable', latencyRatio: null });
    const slowing = stabilityOf(
      atOnce((item) => (item < 800 ? 2 : 4)),
      'edge',
      1000,
    );
    expect(slowing.state).toBe('unstable');
    expect(slowing.throughputRatio).toBeGreaterThan(1.4);
  });

  it('SPEC 5.6: where a lane gathers, windows are of whole runs', () => {
    const { state, windows } = stabilityOf(batchRuns(11, createRandom(74)), 'batch', 1000);
    expect(windows.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [1000, 3000],
      [3000, 5000],
      [5000, 7000],
      [7000, 9000],
      [9000, 11_000],
    ]);
    // Two runs a window: their medians move by more than a tenth, which chance may explain.
    expect(state).toBe('too-noisy');
  });

  it('SPEC 5.6: a last run that gathered for a part of its interval is left out', () => {
    const random = createRandom(75);
    const whole = batchRuns(10, random);
    const partial = Array.from({ length: 20 }, (_, index) =>
      completed(whole.length + index, { arrived: 10_000 + 5 * index, started: 11_000, finished: 11_050 }),
    );
    expect(stabilityOf([...whole, ...partial], 'batch', 1000)).toEqual(stabilityOf(whole, 'batch', 1000));
  });

  it('SPEC 5.6: runs that take longer and longer are unstable', () => {
    const growing = batchRuns(20, createRandom(76), (run) => 50 * run);
    expect(stabilityOf(growing, 'batch', 1000).state).toBe('unstable');
  });

  it('SPEC 5.6: fewer than 11 answers in a judged window, or five runs in all, are too short', () => {
    const short = { state: 'too-short', latencyRatio: null, throughputRatio: null };
    expect(
      stabilityOf(
        items(50, () => 1),
        'online',
        1000,
      ),
    ).toMatchObject(short);
    expect(
      stabilityOf(
        items(56, () => 1),
        'online',
        1000,
      ).state,
    ).toBe('stable');
    expect(stabilityOf(batchRuns(4, createRandom(77)), 'batch', 1000)).toMatchObject({ ...short, windows: [] });
    expect(stabilityOf([], 'edge', 1000)).toMatchObject({ ...short, windows: [] });
    expect(stabilityOf([completed(0, { arrived: 0, finished: 0 })], 'edge', 1000).state).toBe('too-short');
  });

  it('does not mind in which order the answers came', () => {
    const measurements = queue(500, 0.8, createRandom(78)).map((measurement, item) => ({
      ...measurement,
      finishedAtMs: measurement.finishedAtMs + (item % 7) * 10,
    }));
    expect(stabilityOf(inOrderOfAnswers(measurements), 'online', 1000)).toEqual(
      stabilityOf(measurements, 'online', 1000),
    );
  });
});
