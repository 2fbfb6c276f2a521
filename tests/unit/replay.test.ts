import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsAt, replaySource, stepFrom } from '@/components/runs/replay-cut';
import { createLaneIndex } from '@/components/timeline/lane-index';
import { completed, recordOf } from './measure-fixtures';

const record = (modeId: 'batch' | 'edge', finishedMs: readonly number[]) =>
  recordOf(
    modeId,
    finishedMs.map((finished, item) => completed(item, { arrived: 0, finished })),
    { status: { state: 'done', elapsedMs: Math.max(0, ...finishedMs) + 5 } },
  );
const momentMs = fc.integer({ min: 0, max: 400 });
const run = fc
  .tuple(fc.array(momentMs, { minLength: 1, maxLength: 40 }), fc.array(momentMs, { maxLength: 40 }))
  .map(([batch, edge]) => [record('batch', batch), record('edge', edge)] as const);

describe('a replay', () => {
  it('shows at any moment just the answers there were by then', () => {
    fc.assert(
      fc.property(run, momentMs, (records, atMs) => {
        const source = replaySource(records);
        for (const [index, cut] of recordsAt(source, atMs).entries()) {
          const all = [...(records[index]?.measurements ?? [])];
          const known = all.filter(({ finishedAtMs }) => finishedAtMs <= atMs);
          expect(cut.measurements).toHaveLength(known.length);
          expect(new Set(cut.measurements)).toEqual(new Set(known));
        }
      }),
    );
  });

  it('shows a lane at work until its end, and then as it ended', () => {
    const [batch, edge] = [record('batch', [10, 10, 20]), record('edge', [3])];
    const at = (ms: number) => recordsAt(replaySource([batch, edge]), ms).map(({ status }) => status);
    expect(at(4)).toEqual([{ state: 'running' }, { state: 'running' }]);
    expect(at(9).map(({ state }) => state)).toEqual(['running', 'done']);
    expect(at(25)).toEqual([batch.status, edge.status]);
  });

  it('steps forward through every moment with an answer, and back through the same ones', () => {
    fc.assert(
      fc.property(run, (records) => {
        const source = replaySource(records);
        const moments = [...new Set(records.flatMap((each) => Array.from(each.measurements, (m) => m.finishedAtMs)))];
        const expected = moments.filter((ms) => ms > 0).sort((a, b) => a - b);
        const forward: number[] = [];
        for (let ms = stepFrom(source, 0, 1); ms < source.spanMs; ms = stepFrom(source, ms, 1)) forward.push(ms);
        expect(forward).toEqual(expected);
        const back: number[] = [];
        for (let ms = stepFrom(source, source.spanMs, -1); ms > 0; ms = stepFrom(source, ms, -1)) back.push(ms);
        expect(back.reverse()).toEqual(expected);
      }),
    );
  });

  it('goes back in time in the timeline too: its index forgets what is not known yet', () => {
    const source = replaySource([record('edge', [1, 2, 3, 4])]);
    const index = createLaneIndex(false);
    const answeredAt = (ms: number) => {
      index.advance(recordsAt(source, ms)[0], 4);
      return [0, 1, 2, 3].filter((item) => index.measurementOf(item));
    };
    expect(answeredAt(3)).toEqual([0, 1, 2]);
    expect(answeredAt(1)).toEqual([0]);
    expect(answeredAt(9)).toEqual([0, 1, 2, 3]);
    expect(answeredAt(0)).toEqual([]);
  });
});
