import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  axisTicksMs,
  firstAtLeast,
  latencyHeight,
  latencyLinesMs,
  markStyle,
  nearestPlace,
  pileColumns,
  pileLines,
  plannedPile,
  roomFor,
  SHORTEST_MS,
  TRACK_PADDING_PX,
  timeScale,
  topLatencyMs,
} from '@/components/timeline/geometry';
import { createLaneIndex } from '@/components/timeline/lane-index';
import { stepOf } from '@/components/timeline/step';
import { pileRoomPx } from '@/components/timeline/track-view';
import { cutLog } from '@/lib/measure/measurement-log';
import { completed, failed, recordOf } from './measure-fixtures';

describe('time on a track', () => {
  test('runs from padding to padding', () => {
    const scale = timeScale(10_000, 800, false);
    expect(scale.x(0)).toBe(TRACK_PADDING_PX);
    expect(scale.x(10_000)).toBe(800 - TRACK_PADDING_PX);
    expect(scale.x(5_000)).toBe(400);
  });

  test('runs from right to left when mirrored', () => {
    const scale = timeScale(10_000, 800, true);
    expect(scale.x(0)).toBe(800 - TRACK_PADDING_PX);
    expect(scale.x(10_000)).toBe(TRACK_PADDING_PX);
  });

  test('a place leads back to its moment, either way round', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 50, max: 2000 }),
        fc.boolean(),
        (share, width, mirrored) => {
          const scale = timeScale(8_000, width, mirrored);
          expect(scale.timeMs(scale.x(share * 8_000))).toBeCloseTo(share * 8_000, 6);
        },
      ),
    );
  });

  test('leaves the words of a scale their room at the start, whichever side that is', () => {
    expect(timeScale(10_000, 800, false, 48).x(0)).toBe(48);
    expect(timeScale(10_000, 800, true, 48).x(0)).toBe(800 - 48);
    expect(timeScale(10_000, 800, false, 48).timeMs(48)).toBe(0);
  });

  test('a place beyond either end is the end', () => {
    const scale = timeScale(1_000, 500, false);
    expect(scale.timeMs(-40)).toBe(0);
    expect(scale.timeMs(700)).toBe(1_000);
  });

  test('a span of nothing draws at the start and not at infinity', () => {
    expect(timeScale(0, 500, false).x(0)).toBe(TRACK_PADDING_PX);
  });
});

describe('ticks of the axis', () => {
  test('a wide axis has more of them than a narrow one', () => {
    expect(axisTicksMs(10_300, 900, 65)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
    expect(axisTicksMs(10_300, 260, 65)).toEqual([0, 5_000, 10_000]);
  });

  test('never pass the end, and have room for their words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 3_600_000 }), fc.integer({ min: 200, max: 1600 }), (spanMs, widthPx) => {
        const ticks = axisTicksMs(spanMs, widthPx, 65);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeLessThanOrEqual(spanMs * (1 + 1e-9));
        const stepMs = (ticks[1] ?? spanMs) - (ticks[0] ?? 0);
        expect((stepMs / spanMs) * widthPx).toBeGreaterThanOrEqual(65 - 1e-6);
      }),
    );
  });
});

describe('latency as a height', () => {
  test('grows by the same amount for every decade', () => {
    const step = latencyHeight(1, 1000) - latencyHeight(SHORTEST_MS, 1000);
    expect(latencyHeight(10, 1000) - latencyHeight(1, 1000)).toBeCloseTo(step, 12);
    expect(latencyHeight(1000, 1000)).toBeCloseTo(1, 12);
  });

  test('stays on the track for times too short or too long', () => {
    expect(latencyHeight(0, 1000)).toBe(0);
    expect(latencyHeight(SHORTEST_MS / 5, 1000)).toBe(0);
    expect(latencyHeight(60_000, 1000)).toBe(1);
  });

  test('the top is a second, or the decade that holds the longest', () => {
    expect(topLatencyMs(0)).toBe(1000);
    expect(topLatencyMs(1000)).toBe(1000);
    expect(topLatencyMs(1001)).toBe(10_000);
    expect(topLatencyMs(10_000)).toBe(10_000);
  });
});

describe('the lines of a scale', () => {
  test('stand at 1, 10 and 100 ms where there is room, at two of them where there is less, and at 10 ms where there is little', () => {
    expect(latencyLinesMs(1000, 54, 13)).toEqual([1, 10, 100]);
    expect(latencyLinesMs(1000, 71, 24)).toEqual([1, 100]);
    expect(latencyLinesMs(1000, 54, 30)).toEqual([10]);
  });

  test('their words never touch', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1000, 10_000, 100_000, 1e6),
        fc.integer({ min: 30, max: 300 }),
        fc.integer({ min: 8, max: 40 }),
        (topMs, roomPx, wordPx) => {
          const heights = latencyLinesMs(topMs, roomPx, wordPx).map((ms) => latencyHeight(ms, topMs) * roomPx);
          for (const [index, height] of heights.entries())
            if (index > 0) expect(height - (heights[index - 1] ?? 0)).toBeGreaterThanOrEqual(wordPx - 1e-6);
        },
      ),
    );
  });

  test('count whole items, within the room and above none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 20, max: 300 }), (room, roomPx) => {
        for (const count of pileLines(room, roomPx, 13)) {
          expect(Number.isInteger(count)).toBe(true);
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(room);
        }
      }),
    );
    expect(pileLines(120, 54, 13)).toEqual([50, 100]);
  });
});

describe('the pile of a lane that gathers', () => {
  test('ends below what stands over it, however large its words are', () => {
    const topOf = (heightPx: number, textPx: number) => heightPx - 6 - pileRoomPx({ heightPx, palette: { textPx } });
    expect(topOf(68, 11)).toBeCloseTo(7, 0);
    expect(topOf(88, 24)).toBeGreaterThan(22);
  });

  const arrivals = Float64Array.from([100, 200, 300, 1100, 1200, 1900]);

  test('grows with every arrival and is gone when its run starts', () => {
    const runs = [
      { count: 3, startedAtMs: 1000 },
      { count: 3, startedAtMs: 2000 },
    ];
    expect([...pileColumns(arrivals, runs, 10, 2500, 2500)]).toEqual([2, 3, 3, 3, 2, 2, 2, 3, 0, 0]);
  });

  test('an item that arrives the moment a run starts is in that run', () => {
    const pile = pileColumns(Float64Array.from([500, 1000]), [{ count: 2, startedAtMs: 1000 }], 4, 2000, 2000);
    expect([...pile]).toEqual([1, 2, 0, 0]);
  });

  test('what is to come is not drawn', () => {
    expect([...pileColumns(arrivals, [], 5, 2500, 1150)]).toEqual([3, 3, 4, 0, 0]);
  });

  test('agrees with counting by hand at every moment', () => {
    const times = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 50 }),
        (unsorted, intervalMs, columns) => {
          const sorted = Float64Array.from(unsorted).sort();
          const runs: { count: number; startedAtMs: number }[] = [];
          for (let atMs = 0, taken = 0; taken < sorted.length; atMs += intervalMs) {
            const count = sorted.filter((ms) => ms <= atMs).length - taken;
            if (count > 0) runs.push({ count, startedAtMs: atMs });
            taken += count;
          }
          const waitingAt = (ms: number) =>
            sorted.filter((arrived) => arrived <= ms).length -
            runs.filter((run) => run.startedAtMs < ms).reduce((sum, run) => sum + run.count, 0);
          const spanMs = 1400;
          const pile = pileColumns(sorted, runs, columns, spanMs, spanMs);
          for (let column = 0; column < columns; column++) {
            const fromMs = (column / columns) * spanMs;
            const toMs = ((column + 1) / columns) * spanMs;
            // A boundary that rounding keeps just apart from a run's start is on neither side of it.
            if (runs.some(({ startedAtMs }) => startedAtMs !== fromMs && Math.abs(startedAtMs - fromMs) < 1e-6))
              continue;
            const moments = [...sorted].filter((ms) => ms > fromMs && ms <= toMs);
            // Just after the start of a part, and at each arrival within it: the pile grows at no other time.
            const most = Math.max(waitingAt(fromMs + 1e-6), ...moments.map(waitingAt));
            if (column > 0) expect(pile[column]).toBe(most);
          }
        },
      ),
    );
  });

  test('its planned height is the most that arrive in one interval', () => {
    expect(plannedPile(Float64Array.from([100, 900, 1000, 1001, 2500, 2600]), 1000)).toBe(3);
    expect(plannedPile(new Float64Array(7), 1000)).toBe(7);
    expect(plannedPile(arrivals, 0)).toBe(0);
  });

  test('a pile always has room, and never more than a third of it to spare', () => {
    for (let pile = 4; pile < 5000; pile++) {
      expect(roomFor(pile)).toBeGreaterThanOrEqual(pile);
      expect(roomFor(pile)).toBeLessThanOrEqual(pile * 1.34);
    }
  });
});

describe('finding an item', () => {
  const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 90 }) }), {
    maxLength: 80,
  });

  test('the nearest place is the one that looking at all of them finds', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 90 }), (unsorted, x, y) => {
        const places = unsorted.toSorted((a, b) => a.x - b.x);
        const distance = (index: number) => Math.hypot((places[index]?.x ?? 0) - x, (places[index]?.y ?? 0) - y);
        const within = places.map((_, index) => index).filter((index) => Math.abs((places[index]?.x ?? 0) - x) <= 24);
        const found = nearestPlace(
          { count: places.length, x: (index) => places[index]?.x ?? 0, y: (index) => places[index]?.y ?? 0 },
          x,
          y,
          24,
        );
        if (within.length === 0) expect(found).toBeNull();
        else expect(distance(found ?? -1)).toBe(Math.min(...within.map(distance)));
      }),
    );
  });

  test('the first value that is large enough is found, or none', () => {
    const values = [1, 3, 3, 7];
    const at = (index: number) => values[index] ?? 0;
    expect(firstAtLeast(4, at, 0)).toBe(0);
    expect(firstAtLeast(4, at, 3)).toBe(1);
    expect(firstAtLeast(4, at, 4)).toBe(3);
    expect(firstAtLeast(4, at, 8)).toBe(4);
  });
});

describe('marks', () => {
  test('are large and solid when few, small and faint when many', () => {
    const few = markStyle(1, 760);
    const some = markStyle(600, 760);
    const many = markStyle(100_000, 760);
    expect(few.radiusPx).toBeGreaterThan(some.radiusPx);
    expect(some.radiusPx).toBeGreaterThan(many.radiusPx);
    expect(few.opacity).toBeGreaterThan(some.opacity);
    expect(some.opacity).toBeGreaterThan(many.opacity);
    expect(many.radiusPx).toBeGreaterThan(1);
  });
});

describe('the index of a lane', () => {
  const first = [
    completed(0, { arrived: 100, started: 1000, finished: 1030 }),
    completed(1, { arrived: 400, started: 1000, finished: 1030 }),
  ];
  const second = [completed(2, { arrived: 1500, started: 2000, finished: 2010 }), failed(3, 1600)];

  test('gathers items sent together into runs', () => {
    const index = createLaneIndex(true);
    index.advance(recordOf('batch', [...first, ...second.slice(0, 1)]), 4);
    expect(index.runs).toEqual([
      { firstItem: 0, count: 2, startedAtMs: 1000, finishedAtMs: 1030, answered: true },
      { firstItem: 2, count: 1, startedAtMs: 2000, finishedAtMs: 2010, answered: true },
    ]);
  });

  test('finds an item in a record that has grown, without starting afresh', () => {
    const index = createLaneIndex(true);
    const whole = recordOf('batch', [...first, ...second]);
    index.advance({ ...whole, measurements: cutLog(whole.measurements, 2, 1030) }, 4);
    const { generation } = index;
    index.advance(whole, 4);
    expect(index.generation).toBe(generation);
    expect(index.measurementOf(2)).toEqual(second[0]);
    expect(index.measurementOf(1)).toEqual(first[1]);
    expect(index.longestMs).toBe(930);
    expect(index.firstOpen).toBe(4);
    expect(index.unanswered).toBe(1);
  });

  test('knows the first item without an answer, in whatever order answers come', () => {
    const answers = [2, 0, 1].map((item) => completed(item, { arrived: item, finished: 50 + item }));
    const index = createLaneIndex(false);
    const firstOpen = answers.map((_, last) => {
      index.advance(recordOf('online', answers.slice(0, last + 1)), 5);
      return index.firstOpen;
    });
    expect(firstOpen).toEqual([0, 1, 3]);
  });

  test('starts afresh with the record of another run', () => {
    const index = createLaneIndex(false);
    index.advance(recordOf('online', [...first, ...second]), 4);
    const { generation } = index;
    index.advance(recordOf('online', [completed(3, { arrived: 0, finished: 5 })]), 4);
    expect(index.generation).not.toBe(generation);
    expect(index.measurementOf(0)).toBeUndefined();
    expect(index.longestMs).toBe(5);
    index.advance(undefined, 4);
    expect(index.measurementOf(3)).toBeUndefined();
  });
});

describe('stepping by key', () => {
  test('arrows go one item, pages ten, and neither leaves the workload', () => {
    expect(stepOf('ArrowRight', 4, 20, false)).toBe(5);
    expect(stepOf('ArrowLeft', 0, 20, false)).toBe(0);
    expect(stepOf('PageDown', 15, 20, false)).toBe(19);
    expect(stepOf('PageUp', 15, 20, false)).toBe(5);
    expect(stepOf('Home', 15, 20, false)).toBe(0);
    expect(stepOf('End', 15, 20, false)).toBe(19);
  });

  test('the first step enters at the end it comes from', () => {
    expect(stepOf('ArrowRight', null, 20, false)).toBe(0);
    expect(stepOf('ArrowLeft', null, 20, false)).toBe(19);
  });

  test('where time runs from right to left, so do the arrows', () => {
    expect(stepOf('ArrowLeft', 4, 20, true)).toBe(5);
    expect(stepOf('ArrowRight', 4, 20, true)).toBe(3);
  });

  test('other keys and an empty workload mean nothing', () => {
    expect(stepOf('a', 4, 20, false)).toBeNull();
    expect(stepOf('ArrowRight', null, 0, false)).toBeNull();
  });
});
