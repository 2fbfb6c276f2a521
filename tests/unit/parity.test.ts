import { describe, expect, it } from 'vitest';
import { checkParity, type LaneAnswers } from '@/lib/experiment/parity';

const lane = (id: string, rows: number[][], sha256 = 'abc'): LaneAnswers => ({
  id,
  sha256,
  outputs: { shape: [rows.length, rows[0]?.length ?? 0], data: Float32Array.from(rows.flat()) },
});
const ROWS = [
  [0.25, 0.75],
  [0.5, 0.5],
];

describe('the parity gate', () => {
  it('SPEC 14.2: passes lanes whose answers differ by no more than the tolerance, and says by how much', () => {
    const close = [
      [0.25, 0.75],
      [0.53125, 0.46875],
    ];
    expect(checkParity([lane('batch', ROWS), lane('edge', close)], 0.03125)).toEqual({
      state: 'agreed',
      difference: 0.03125,
      tolerance: 0.03125,
      sampleCount: 2,
      sha256: 'abc',
    });
  });

  it('names the lanes and the sample that differ most', () => {
    const far = [
      [0.25, 0.75],
      [1, 0],
    ];
    expect(checkParity([lane('batch', ROWS), lane('online', ROWS), lane('edge', far)], 0.001)).toMatchObject({
      state: 'disagreed',
      difference: 0.5,
      lanes: ['batch', 'edge'],
      sample: 1,
    });
  });

  it('looks at the bytes first', () => {
    expect(checkParity([lane('batch', ROWS), lane('edge', ROWS, 'xyz')], 1)).toEqual({
      state: 'different-bytes',
      lanes: ['batch', 'edge'],
    });
  });

  it('an answer that is no number never agrees', () => {
    const broken = [[Number.NaN, 0.75], ROWS[1] ?? []];
    expect(checkParity([lane('batch', ROWS), lane('edge', broken)], 1).state).toBe('disagreed');
  });

  it('a lane that answers with fewer classes never agrees', () => {
    expect(checkParity([lane('batch', ROWS), lane('edge', [[0.25], [0.5]])], 1).state).toBe('disagreed');
  });

  it('one lane alone has nothing to be compared with', () => {
    expect(checkParity([lane('batch', ROWS)], 1)).toEqual({ state: 'not-comparable' });
  });
});
