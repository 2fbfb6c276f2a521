import { describe, expect, test } from 'vitest';
import { metLimit } from '@/lib/exercises/load-search';
import { summarise } from '../summarise';
import { completed, failed, recordOf } from './measure-fixtures';

const LIMIT_MS = 100;
interface Item {
  /** How long after it was due it was sent, and how long its answer took from then. ms */
  readonly lateMs: number;
  readonly tookMs: number;
}

/** A lane that takes items as they come, one every 20 ms. */
const laneOf = (count: number, itemOf: (item: number) => Item, lost = 0) =>
  summarise(
    recordOf('online', [
      ...Array.from({ length: count }, (_, item) => {
        const { lateMs, tookMs } = itemOf(item);
        const arrived = item * 20;
        const started = arrived + lateMs;
        return completed(item, { arrived, started, finished: started + tookMs });
      }),
      ...Array.from({ length: lost }, (_, item) => failed(count + item, (count + item) * 20)),
    ]),
  );
const punctual = (tookMs: number) => (): Item => ({ lateMs: 0, tookMs });
/** The last twentieth was sent so late. */
const lateAtTheEnd =
  (lateMs: number, tookMs: number) =>
  (item: number): Item => ({ lateMs: item >= 950 ? lateMs : 0, tookMs });

describe('Whether a lane kept to its limit at a rate', () => {
  test('is told by its p99', () => {
    expect(metLimit(laneOf(1000, punctual(12)), LIMIT_MS)).toBe(true);
    expect(metLimit(laneOf(1000, punctual(120)), LIMIT_MS)).toBe(false);
  });

  test('cannot be told of too few answers', () => {
    expect(metLimit(laneOf(100, punctual(12)), LIMIT_MS)).toBeUndefined();
  });

  test('is no where more than one in a hundred failed', () => {
    expect(metLimit(laneOf(1000, punctual(12), 20), LIMIT_MS)).toBe(false);
  });

  test('SPEC 8.7: is not told where only late sending broke it, and is where it was broken without', () => {
    expect(metLimit(laneOf(1000, lateAtTheEnd(150, 12)), LIMIT_MS)).toBeUndefined();
    expect(metLimit(laneOf(1000, lateAtTheEnd(150, 130)), LIMIT_MS)).toBe(false);
  });

  test('SPEC 8.7: is not told in favour of a lane to which the load was not sent as planned', () => {
    expect(metLimit(laneOf(1000, lateAtTheEnd(60, 12)), LIMIT_MS)).toBeUndefined();
  });
});
