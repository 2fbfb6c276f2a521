import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutOf } from '@/lib/simulate/picture/layout';
import { sceneAt } from '@/lib/simulate/picture/scene';
import { nextSpeed, proposedSpeed, SPEEDS } from '@/lib/simulate/picture/speeds';
import { stateAt } from '@/lib/simulate/picture/state';
import { filmed, scenarioOf, WORLDS } from './simulate-picture-fixtures';

const OPTIONS = { scale: 1, glowMs: 0 };
const worlds = Object.values(WORLDS);

describe('What is drawn of a lane', () => {
  test('lies within the canvas, each passage at most once beside what has just left, on any width', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...worlds),
        fc.integer({ min: 240, max: 1200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (world, width, share) => {
          const { film } = filmed(scenarioOf(world, 80, 60, 4));
          const height = 160 * film.stages.length;
          const layouts = layoutOf(
            film.stages.map(({ stage }) => stage),
            width,
            height,
            20,
          );
          const ms = share * film.spanMs;
          const drawn = layouts.flatMap((layout, index) => {
            const scene = sceneAt(film, index, ms, layout, OPTIONS);
            for (const { x, y } of scene.marks) {
              expect(x).toBeGreaterThanOrEqual(0);
              expect(x).toBeLessThanOrEqual(width);
              expect(y).toBeGreaterThanOrEqual(0);
              expect(y).toBeLessThanOrEqual(height);
            }
            for (const cell of scene.cells) expect(cell.x + cell.width).toBeLessThanOrEqual(width + 1);
            return scene.marks.map(({ passage }) => passage);
          });
          expect(new Set(drawn).size).toBe(drawn.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('counts who waits: those that are drawn and the number beside them are the queue', () => {
    const world = WORLDS['one queue before two servers'];
    if (!world) throw new Error('no such world');
    const { film } = filmed(scenarioOf(world, 1500, 400, 4));
    const [layout] = layoutOf(
      film.stages.map(({ stage }) => stage),
      340,
      160,
      20,
    );
    if (!layout) throw new Error('no stage');
    let most = 0;
    for (let ms = 0; ms < film.spanMs; ms += film.spanMs / 50) {
      const [now] = stateAt(film, ms).stages;
      const scene = sceneAt(film, 0, ms, layout, OPTIONS);
      const inQueue = scene.marks.filter(
        ({ x, gone, look }) =>
          x >= layout.queue.x && x <= layout.queue.x + layout.queue.width && gone === 0 && look === 'asks',
      );
      const more = scene.more.reduce((sum, { count }) => sum + count, 0);
      most = Math.max(most, more);
      expect(inQueue.length + more).toBe(now?.waiting);
      expect(inQueue.length).toBeLessThan(500);
      expect(scene.cells.filter(({ state }) => state === 'busy')).toHaveLength(now?.busy ?? -1);
    }
    expect(most).toBeGreaterThan(300);
  });

  test('shows for a while what was rejected, failed or given up, and then no more', () => {
    const world = WORLDS['a retry storm over a network'];
    if (!world) throw new Error('no such world');
    const { film } = filmed(scenarioOf(world, 150, 60, 5));
    const [layout] = layoutOf(
      film.stages.map(({ stage }) => stage),
      340,
      160,
      20,
    );
    if (!layout) throw new Error('no stage');
    const { atMs, passage, how } = film.exits;
    const late = how.indexOf(3);
    const looksOf = (ms: number, glowMs: number) =>
      sceneAt(film, 0, ms, layout, { scale: 1, glowMs }).marks.filter(
        (mark) => mark.passage === passage[late] && mark.look === 'late',
      );
    const ms = atMs[late] as number;
    expect(looksOf(ms, 0)).toHaveLength(1);
    expect(looksOf(ms + 5, 10).map(({ gone }) => gone)).toEqual([expect.closeTo(0.5)]);
    expect(looksOf(ms + 11, 10)).toEqual([]);
    expect(looksOf(ms - 0.001, 10)).toEqual([]);
  });

  test('draws servers that are not there as absent', () => {
    const world = WORLDS['servers that fail, and more that start'];
    if (!world) throw new Error('no such world');
    const { film } = filmed(scenarioOf(world, 150, 60, 5));
    const [layout] = layoutOf(
      film.stages.map(({ stage }) => stage),
      340,
      160,
      20,
    );
    if (!layout) throw new Error('no stage');
    const seen = new Set<number>();
    for (let ms = 0; ms < film.spanMs; ms += film.spanMs / 60) {
      const { cells } = sceneAt(film, 0, ms, layout, OPTIONS);
      const workers = stateAt(film, ms).stages[0]?.workers ?? -1;
      seen.add(workers);
      expect(cells.filter(({ state }) => state !== 'absent')).toHaveLength(workers);
    }
    expect(seen.size).toBeGreaterThan(2);
  });
});

describe('The speed that is proposed', () => {
  test.each([
    [70, 1 / 20],
    [3, 1],
    [0.3, 10],
    [0.001, 2000],
    [100_000, 1 / 50],
  ])('is one at which %d requests a second can be followed: %d', (perSecond, speed) => {
    const { samples } = filmed(
      scenarioOf({ lanes: { online: { servers: 1, serviceMs: { kind: 'constant', value: 1 } } } }, 400, perSecond),
    );
    expect(proposedSpeed(samples, 1000)).toBe(speed);
  });

  test('of lanes without arrivals is the slowest step below none', () => {
    expect(proposedSpeed([], 0)).toBe(SPEEDS.at(-1));
  });

  test('goes from 1/50 to 10,000, step by step, and stays at the ends', () => {
    expect([SPEEDS[0], SPEEDS.at(-1)]).toEqual([0.02, 10_000]);
    for (const [index, speed] of SPEEDS.entries()) {
      expect(nextSpeed(speed, 1)).toBe(SPEEDS[index + 1] ?? speed);
      expect(nextSpeed(speed, -1)).toBe(SPEEDS[index - 1] ?? speed);
    }
  });
});
