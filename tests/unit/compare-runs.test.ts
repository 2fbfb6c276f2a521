import { describe, expect, it } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { compareRuns } from '@/lib/lab/compare-runs';
import { IDLE, type RunState } from '@/lib/lab/run-state';
import { exampleRun } from './export-fixtures';
import { steadyRecord } from './measure-fixtures';

/** A run of two repeats whose online lane took so long in each. */
function runOf(latenciesMs: readonly [number, number]): RunState {
  const { setup, workload } = exampleRun();
  const repeats = latenciesMs.map((ms) => ({
    order: ['online'],
    records: [steadyRecord('online', 100, (item) => ms + item / 1024)],
  }));
  return { ...IDLE, setup, workload, phase: 'done', repeats, records: repeats[1]?.records ?? [] };
}

describe('two runs side by side', () => {
  it('have medians, difference and curves of the same answers: those of all repeats', async () => {
    const comparison = await compareRuns(runOf([10, 30]), runOf([20, 60]));
    const [lane] = comparison?.lanes ?? [];
    const medians = [lane?.a?.p50, lane?.b?.p50].map((p50) => (p50?.state === 'earned' ? p50.valueMs : Number.NaN));
    // Half of the answers are of the first repeat: the median is its slowest.
    expect(medians).toEqual([10 + 99 / 1024, 20 + 99 / 1024]);
    expect(lane?.difference?.medianRatio?.value).toBeCloseTo((20 + 99 / 1024) / (10 + 99 / 1024), 9);
    expect(lane?.curves?.points.find(({ withinMs }) => withinMs === 10 + 99 / 1024)?.a).toBe(0.5);
  });

  it('know in which of them a lane was emulated', async () => {
    const [a, b] = [runOf([200, 200]), runOf([10, 10])];
    const records = a.records.map((record) => ({ ...record, conditions: { ...AS_IT_IS, network: '4g' as const } }));
    const comparison = await compareRuns({ ...a, records }, b);
    expect(comparison?.lanes[0]?.emulated).toEqual({ a: true, b: false });
  });

  it('keep lanes apart that only one of them has', async () => {
    const [a, b] = [runOf([10, 10]), runOf([10, 10])];
    const edge = [{ order: ['edge'], records: [steadyRecord('edge', 100, () => 1)] }];
    const comparison = await compareRuns(a, { ...b, repeats: edge, records: edge[0]?.records ?? [] });
    expect(comparison?.lanes.map(({ id, a: left, b: right }) => [id, left !== null, right !== null])).toEqual([
      ['online', true, false],
      ['edge', false, true],
    ]);
  });
});
