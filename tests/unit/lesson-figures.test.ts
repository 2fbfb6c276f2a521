import { describe, expect, it } from 'vitest';
import { FIGURE_IDS, lessonFiguresOf } from '@/lib/lesson/figures';
import sampleFigures from '@/lib/lesson/sample-figures.json';
import sampleRun from '@/lib/lesson/sample-run.json';
import { findVersion } from '@/lib/model';
import { MODE_IDS } from '@/lib/modes';
import { summarise } from '../summarise';
import { steadyRecord } from './measure-fixtures';

const lane = (id: (typeof MODE_IDS)[number], latencyMs: number, count = 100) =>
  summarise(steadyRecord(id, count, () => latencyMs, { stages: { computeMs: 2 } }));

describe('the figures the lesson speaks of', () => {
  it('are medians from arrival to answer, and how many times one is another', () => {
    const figures = lessonFiguresOf([lane('batch', 900), lane('online', 9), lane('edge', 3)]);
    expect(figures['batch-median']).toBeCloseTo(900);
    expect(figures['batch-over-online']).toBeCloseTo(100);
    expect(figures['online-over-edge']).toBeCloseTo(3);
    expect(figures['edge-rate']).toBeCloseTo(500);
  });

  it('leave out a lane that did not run, and what compares with it', () => {
    const figures = lessonFiguresOf([lane('online', 9), lane('edge', 3)]);
    expect(Object.keys(figures).filter((id) => id.startsWith('batch'))).toEqual([]);
    expect(figures['online-over-edge']).toBeCloseTo(3);
  });

  it('SPEC 2.2: leave out a percentile that too few answers have earned', () => {
    const figures = lessonFiguresOf([lane('edge', 3, 5)]);
    expect(figures['edge-median']).toBeUndefined();
    expect(figures['edge-p90']).toBeUndefined();
  });

  it('say how large the model is that the edge fetches once', () => {
    const target = { modelId: 'digits', versionId: 'fp32' };
    expect(lessonFiguresOf([lane('edge', 3)])['edge-download']).toBe(findVersion(target).sizeBytes);
  });
});

describe('the sample run', () => {
  it('has every figure the lesson speaks of', () => {
    expect(Object.keys(sampleFigures.figures).sort()).toEqual([...FIGURE_IDS].sort());
  });

  it('is of all three lanes, every item arrives before it is begun, and is begun before it is answered', () => {
    expect(Object.keys(sampleRun.lanes)).toEqual([...MODE_IDS]);
    for (const { items } of Object.values(sampleRun.lanes)) {
      expect(items.length).toBeGreaterThan(100);
      expect(items.filter(([arrived = 0, begun = 0, answered = 0]) => !(arrived <= begun && begun < answered))).toEqual(
        [],
      );
    }
  });

  it('is one run: figures and items are of the same moment and machine', () => {
    expect([sampleFigures.startedAt, sampleFigures.machine]).toEqual([sampleRun.startedAt, sampleRun.machine]);
  });
});
