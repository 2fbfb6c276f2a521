import { describe, expect, it } from 'vitest';
import { type Firsts, firstsOf } from '@/lib/measure/firsts';
import type { ModeId } from '@/lib/modes';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { steadyRecord, used } from './measure-fixtures';

const idsOf = (lanes: Firsts['first']['ranked']) => lanes.map(({ summary }) => summary.id);
const random = createRandom(91);
const around = (ms: number) => () => ms * (0.8 + 0.4 * random());
const lane = (modeId: ModeId, medianMs: number, computeMs: number, cpuSeconds: number | null, count = 300) =>
  summarise(steadyRecord(modeId, count, around(medianMs), { stages: { computeMs }, resources: used({ cpuSeconds }) }));

describe('who was first in what', () => {
  it('SPEC 6.6: first to answer, most work and least used are three answers', () => {
    const { first, work, least } = firstsOf([
      lane('batch', 40, 0.5, 2),
      lane('online', 20, 3, 1),
      lane('edge', 10, 4, 3),
    ]);
    expect([first.lane, idsOf(first.contenders), idsOf(first.ranked)]).toEqual([
      'edge',
      ['edge'],
      ['edge', 'online', 'batch'],
    ]);
    expect(first.ranked.map(({ value }) => value)).toEqual([10, 20, 40].map((ms) => expect.closeTo(ms, -0.5)));
    // Items of a job carry the compute of the whole job: here each is a job of its own.
    expect([work.lane, idsOf(work.contenders), idsOf(work.ranked)]).toEqual([
      'batch',
      ['batch'],
      ['batch', 'online', 'edge'],
    ]);
    expect(work.ranked.map(({ value }) => value)).toEqual([2000, expect.closeTo(333, 0), 250]);
    expect(least).toMatchObject({ lane: 'online', ranked: [{ value: expect.closeTo(3.33, 1) }, {}, {}] });
  });

  it('SPEC 6.6: of lanes that cannot be told apart none is first', () => {
    const { first, work, least } = firstsOf([lane('online', 20, 3, 1), lane('edge', 20, 3, 1.2)]);
    expect([first.lane, work.lane, least.lane]).toEqual(['unclear', 'unclear', 'unclear']);
    expect(first.ranked[0]?.value).toBeCloseTo(20, 0);
    expect(idsOf(least.contenders).sort()).toEqual(['edge', 'online']);
  });

  it('SPEC 6.6: the first has to be apart from every other lane, not only from the last', () => {
    const { first } = firstsOf([lane('batch', 400, 3, 1), lane('online', 20, 3, 1), lane('edge', 20, 3, 1)]);
    expect(first.lane).toBe('unclear');
    expect(idsOf(first.contenders).sort()).toEqual(['edge', 'online']);
  });

  it('SPEC 6.3: of one lane, or locked medians, there is no first', () => {
    expect(firstsOf([lane('edge', 20, 3, 1)])).toMatchObject({
      first: { lane: null, ranked: [{}] },
      work: { lane: null },
    });
    expect(firstsOf([lane('edge', 20, 3, 1), lane('online', 5, 3, 1, 10)]).first).toMatchObject({ lane: null });
    expect(firstsOf([])).toMatchObject({ first: { lane: null, ranked: [] }, least: { ranked: [] } });
  });

  it('SPEC 7.1: a lane whose CPU time cannot be measured is not the one that used least', () => {
    expect(firstsOf([lane('online', 20, 3, 1), lane('edge', 20, 3, null)]).least.lane).toBeNull();
  });
});
