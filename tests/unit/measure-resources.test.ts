import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { parseRun } from '@/lib/export/parse-run';
import { restoreRun } from '@/lib/export/restore-run';
import { documentOf } from '@/lib/export/run-document';
import { figuresOf } from '@/lib/export/run-figures';
import { MESSAGES } from '@/lib/i18n/messages';
import { assumptionsFrom } from '@/lib/measure/assumptions';
import { lanesByCpu } from '@/lib/measure/compare';
import { estimateOf } from '@/lib/measure/estimates';
import { findingsOf } from '@/lib/measure/findings';
import { firstsOf } from '@/lib/measure/firsts';
import { headlineOf } from '@/lib/measure/headlines';
import { laneRatiosOf } from '@/lib/measure/lane-ratios';
import { resourceFiguresOf } from '@/lib/measure/resource-figures';
import type { ResourceUse } from '@/lib/measure/resources';
import { resourceTable } from '@/lib/measure/series';
import type { ModeId } from '@/lib/modes';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { steadyRecord, used } from './measure-fixtures';

const random = createRandom(71);
const lane = (modeId: ModeId, use: Partial<ResourceUse>, computeMs = 2) =>
  summarise(
    steadyRecord(modeId, 300, () => 10 * (0.8 + 0.4 * random()), { stages: { computeMs }, resources: used(use) }),
  );
const apart = { idleSeconds: 3, othersSeconds: 5, isShared: true, isDatabaseCounted: true };

describe('compute time', () => {
  it('SPEC 3.2: is counted in thread-seconds: two threads get no more out of the model by being two', () => {
    const [one, two] = [1, 2].map((computeThreads) => lane('online', { computeThreads }, 2 / computeThreads));
    expect(one?.itemsPerComputeSecond).toBeCloseTo(500, 6);
    expect(two?.itemsPerComputeSecond).toBeCloseTo(500, 6);
    expect(two?.computeRateInterval?.low).toBeCloseTo(one?.computeRateInterval?.low ?? 0, 6);
    expect(lane('online', { computeThreads: undefined }).itemsPerComputeSecond).toBeCloseTo(500, 6);
  });
});

describe('CPU time', () => {
  it('SPEC 7.8: is ranked among lanes where it is counted alike, and busy time is not CPU time', () => {
    const lanes = [
      lane('batch', { cpuSeconds: 1 }),
      lane('online', { cpuSeconds: 2 }),
      lane('edge', { cpuSeconds: 0.1, cpuMethod: 'worker-busy-time' }),
    ];
    expect(lanesByCpu(lanes).map(({ summary }) => summary.modeId)).toEqual(['batch', 'online']);
    expect(firstsOf(lanes).least.lane).toBe('batch');
    const [, online, edge] = lanes;
    if (!online || !edge) throw new Error('There are three.');
    const measures = laneRatiosOf([{ a: online, b: edge }]).map(({ measure }) => measure);
    expect(measures).not.toContain('cpuSecondsPer1000');
    expect(firstsOf([online, edge]).least.lane).toBeNull();
  });

  it('SPEC 7.8: is told of the lanes counted alike where another was left out, and of all where none was', () => {
    const edge = lane('edge', { cpuSeconds: 0.1, cpuMethod: 'worker-busy-time' });
    for (const seconds of [1.1, 2]) {
      const served = [lane('batch', { cpuSeconds: 1 }), lane('online', { cpuSeconds: seconds })];
      const among = (summaries: typeof served) => [
        findingsOf({ summaries, contended: false }).find(({ chart }) => chart === 'resources')?.values.among,
        headlineOf('resources', summaries)?.values.among,
      ];
      const choice = (of: string) => ({ kind: 'choice', choice: of });
      expect(among([...served, edge])).toEqual([choice('alike'), choice('alike')]);
      expect(among(served)).toEqual([choice('all'), choice('all')]);
    }
  });

  it('SPEC 7.9: has the rate beside it, in the table and in words', () => {
    const { columns, rows } = resourceTable([lane('online', { cpuSeconds: 0.3, cpuApart: apart })]);
    const cell = (name: string) => rows[0]?.[columns.indexOf(name)];
    expect(cell('items_per_second')).toBeCloseTo(100, 0);
    expect([cell('cpu_seconds_per_1000'), cell('cpu_idle_seconds'), cell('cpu_others_seconds')]).toEqual([1, 3, 5]);
    const say = createTranslator({ locale: 'en', messages: MESSAGES.charts, timeZone: 'UTC' });
    const values = { seconds: '1 s', isEstimate: 'no', kind: 'own', rate: '60' };
    expect(say('resources.cpuText', values)).toBe('1 s, at\u00a060/s');
    expect(say('resources.cpuText', { ...values, isEstimate: 'yes' })).toBe('about 1 s, at\u00a060/s');
    expect(say('resources.cpuText', { ...values, kind: 'busy', rate: 'none' })).toBe('1 s busy');
  });

  it('SPEC 12.5: is the lane’s own in estimates, whatever its processes spend beside it', () => {
    const estimate = (use: Partial<ResourceUse>) =>
      estimateOf('online', resourceFiguresOf(used(use), 300), assumptionsFrom(null), 1000);
    expect(estimate({ cpuApart: apart })).toEqual(estimate({}));
  });
});

describe('a file that was written before own work was told apart', () => {
  const read = async () =>
    restoreRun(await parseRun(await readFile(join('tests/unit', 'run-before-own-work.json'), 'utf8')));

  it('opens unaltered, and names its figures as they were measured', async () => {
    const run = await read();
    expect(run.faults.altered).toBe(false);
    const shown = await figuresOf({ ...run, samples: null });
    const figures = Object.fromEntries(
      (shown?.last.lanes ?? []).map(({ summary }) => [summary.modeId, summary.resources]),
    );
    expect(figures.online).toMatchObject({ cpuMethod: 'process', cpuApart: null, bytesMethod: 'bodies' });
    expect(figures.batch).toMatchObject({ cpuMethod: 'process' });
    expect(figures.edge).toMatchObject({ cpuMethod: 'worker-busy-time' });
    // 0.5 s for 11 answers, as it was written.
    expect(figures.online?.cpuSecondsPer1000).toBeCloseTo((0.5 / 11) * 1000, 9);
  });

  it('ranks nothing by the time of whole processes', async () => {
    const shown = await figuresOf({ ...(await read()), samples: null });
    const summaries = shown?.last.lanes.map(({ summary }) => summary) ?? [];
    expect(firstsOf(summaries).least.lane).toBeNull();
  });

  it('SPEC 3.2: has its threads from what each lane loaded', async () => {
    const { records } = await read();
    const threads = Object.fromEntries(records.map(({ modeId, resources }) => [modeId, resources?.computeThreads]));
    expect(threads).toEqual({ batch: 2, online: 1, edge: 2 });
  });

  it('SPEC 13.4: gives the same figures when it is written again', async () => {
    const run = await read();
    const again = await restoreRun(await parseRun(JSON.stringify(await documentOf({ ...run, samples: null }))));
    const summaries = async (source: typeof run) =>
      (await figuresOf({ ...source, samples: null }))?.last.lanes.map(({ summary }) => summary);
    expect(await summaries(again)).toEqual(await summaries(run));
  });
});
