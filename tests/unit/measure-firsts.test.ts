import { describe, expect, it } from 'vitest';
import { firstsOf } from '@/lib/measure/firsts';
import type { ModeId } from '@/lib/modes';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { steadyRecord, used } from './measure-fixtures';

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
    expect(first).toEqual({
      lane: 'edge',
      contenders: ['edge'],
      ranked: ['edge', 'online', 'batch'],
      medianMs: expect.closeTo(10, 0),
      nextMs: expect.closeTo(20, 0),
    });
    // Items of a job carry the compute of the whole job: here each is a job of its own.
    expect(work).toEqual({
      lane: 'batch',
      contenders: ['batch'],
      ranked: ['batch', 'online', 'edge'],
      perComputeSecond: 2000,
      nextPerComputeSecond: expect.closeTo(333, 0),
    });
    expect(least).toMatchObject({ lane: 'online', cpuSecondsPer1000: expect.closeTo(3.33, 1) });
  });

  it('SPEC 6.6: of lanes that cannot be told apart none is first', () => {
    const { first, work, least } = firstsOf([lane('online', 20, 3, 1), lane('edge', 20, 3, 1.2)]);
    expect([first.lane, work.lane, least.lane]).toEqual(['unclear', 'unclear', 'unclear']);
    expect(first.medianMs).toBeCloseTo(20, 0);
  });

  it('SPEC 6.6: the first has to be apart from every other lane, not only from the last', () => {
    const { first } = firstsOf([lane('batch', 400, 3, 1), lane('online', 20, 3, 1), lane('edge', 20, 3, 1)]);
    expect(first.lane).toBe('unclear');
    expect([...first.contenders].sort()).toEqual(['edge', 'online']);
  });

  it('SPEC 6.3: of one lane, or locked medians, there is no first', () => {
    expect(firstsOf([lane('edge', 20, 3, 1)])).toMatchObject({
      first: { lane: null, nextMs: null },
      work: { lane: null },
    });
    expect(firstsOf([lane('edge', 20, 3, 1), lane('online', 5, 3, 1, 10)]).first).toMatchObject({ lane: null });
    expect(firstsOf([])).toMatchObject({ first: { lane: null, medianMs: null }, least: { cpuSecondsPer1000: null } });
  });

  it('SPEC 7.1: a lane whose CPU time cannot be measured is not the one that used least', () => {
    expect(firstsOf([lane('online', 20, 3, 1), lane('edge', 20, 3, null)]).least.lane).toBeNull();
  });
});
