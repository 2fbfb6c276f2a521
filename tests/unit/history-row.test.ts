import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setupOf, wholeDefault } from '@/lib/experiment/setup';
import { defaultSetup } from '@/lib/experiment/setup-url';
import { runsToDrop } from '@/lib/lab/history-limits';
import {
  fromVersion1,
  type HistoryRow,
  isRunRow,
  lanesOf,
  type RowOfVersion1,
  type StudyRow,
} from '@/lib/lab/history-row';
import { isReadableRow } from '@/lib/lab/readable-row';
import { repeatsOf } from '@/lib/measure/repeats';
import type { PassFigures } from '@/lib/measure/run-figures';
import { findVersion } from '@/lib/model';
import { summarise } from '../summarise';
import { steadyRecord } from './measure-fixtures';

const OLD: RowOfVersion1 = {
  id: '20261122-100000-1a2b3c4d',
  startedAt: '2026-11-22T10:00:00.000Z',
  sizeBytes: 12_345,
  setup: defaultSetup(),
  phase: 'done',
  verdict: 'valid',
  altered: false,
  lessonFigures: {},
  lanes: [{ modeId: 'edge', median: { state: 'locked', have: 3, need: 11 }, completed: 3 }],
};
const STUDY: StudyRow = {
  kind: 'study',
  id: '20261123-100000-5e6f7a8b',
  startedAt: '2026-11-23T10:00:00.000Z',
  sizeBytes: 5000,
  setup: setupOf({ ...wholeDefault(), study: 'capacity' }),
  phase: 'done',
  verdict: 'invalid',
  altered: false,
  headlines: [{ lane: 'online', kind: 'rate', value: 900, low: 900, high: null }],
};

describe('What a browser gives back as a row', () => {
  const rows: readonly HistoryRow[] = [fromVersion1(OLD), STUDY];

  it('is read where it is one', () => {
    expect(rows.map(isReadableRow)).toEqual([true, true]);
  });

  it('is refused without any of what a row is made of, or with garbage in its place', () => {
    const garbage = fc.oneof(
      fc.constantFrom(undefined, null, Number.NaN, -1, '', [], {}, [null], ['fog'], { modelId: 'x' }, 'fog'),
      fc.anything(),
    );
    const keys = ['id', 'startedAt', 'sizeBytes', 'setup', 'verdict', 'altered', 'kind', 'lanes', 'headlines'];
    for (const row of rows) {
      const own = keys.filter((key) => key in row);
      for (const key of own) expect(isReadableRow({ ...row, [key]: undefined })).toBe(false);
      for (const setup of [
        { ...row.setup, modelId: 'fog' },
        { ...row.setup, lanes: ['fog'] },
        { ...row.setup, lanes: undefined },
        { ...row.setup, network: 'fog' },
        { ...row.setup, seed: Number.NaN },
      ])
        expect(isReadableRow({ ...row, setup })).toBe(false);
      fc.assert(
        fc.property(fc.constantFrom(...own), garbage, (key, value) => {
          const read: unknown = { ...row, [key]: value };
          // Whatever it says, what it lets through can be ordered, counted and told.
          if (!isReadableRow(read)) return;
          expect(Number.isFinite(Date.parse(read.startedAt)) && read.sizeBytes >= 0).toBe(true);
          expect(findVersion(read.setup).id).toBe(read.setup.versionId);
        }),
        { numRuns: 2000 },
      );
    }
    fc.assert(fc.property(fc.anything(), (value) => !isReadableRow(value)));
  });
});

describe('a row of the history', () => {
  it('of version 1 is a run, and stays all that it was', () => {
    const row = fromVersion1(OLD);
    expect(isRunRow(row)).toBe(true);
    expect(row).toEqual({ ...OLD, kind: 'run' });
  });

  it('that is of today already is not changed by being read as one of version 1', () => {
    expect(fromVersion1(fromVersion1(OLD))).toEqual(fromVersion1(OLD));
  });

  it('of a study is none of a run', () => {
    const rows: HistoryRow[] = [STUDY, fromVersion1(OLD)];
    expect(rows.filter(isRunRow)).toEqual([fromVersion1(OLD)]);
  });

  it('SPEC 2.6: tells the median of all repeats, with an interval from five on', () => {
    const summary = (ms: number) => summarise(steadyRecord('edge', 40, () => ms));
    const passes = [3, 9, 5, 6, 4].map((ms) => [summary(ms)]);
    const last = { summaries: passes.at(-1) ?? [] } as unknown as PassFigures; // what is read of it
    const told = (runs: number) => lanesOf({ last, repeats: repeatsOf(passes.slice(0, runs)) });
    expect(told(5)).toMatchObject([
      { id: 'edge', median: { state: 'earned', valueMs: 5, low: 3, high: 9 }, completed: 40 },
    ]);
    expect(told(3)).toMatchObject([{ median: { valueMs: 5, low: -Infinity, high: Infinity } }]);
    expect(lanesOf({ last, repeats: null })).toMatchObject([{ median: { valueMs: 4, low: 4, high: 4 } }]);
  });

  it('takes room from the others whatever it is of', () => {
    const rows: HistoryRow[] = Array.from({ length: 52 }, (_, index) => (index % 2 ? STUDY : fromVersion1(OLD)));
    expect(runsToDrop(rows).map(({ kind }) => kind)).toEqual(['study', 'run']);
  });
});
