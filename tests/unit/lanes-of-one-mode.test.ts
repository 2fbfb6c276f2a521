import { describe, expect, it } from 'vitest';
import { TrilaneError } from '@/lib/errors';
import { judgeRun } from '@/lib/exercises/evidence/judge-run';
import { figuresOfRun } from '@/lib/exercises/evidence/run-figures';
import { remediedSetup } from '@/lib/experiment/remedied-setup';
import { jsonFile } from '@/lib/export/json-pieces';
import { loadgenSummary } from '@/lib/export/loadgen-summary';
import { parseRun } from '@/lib/export/parse-run';
import { restoreRun } from '@/lib/export/restore-run';
import { documentOf, type RunSource } from '@/lib/export/run-document';
import { figuresOf } from '@/lib/export/run-figures';
import { lanesOf } from '@/lib/lab/history-row';
import { fitnessFor } from '@/lib/measure/fitness';
import { headlineOf } from '@/lib/measure/headlines';
import { omissionsOf } from '@/lib/measure/omission';
import { remedyOf } from '@/lib/measure/remedy';
import type { RunFigures } from '@/lib/measure/run-figures';
import {
  anatomyTable,
  type DataTable,
  distributionTable,
  resourceTable,
  resultsTable,
  throughputTable,
} from '@/lib/measure/series';
import { hostRun } from '../lane-host';
import { measurementTable } from '../measurement-table';
import { EDGE, type MadeUpLane, ONLINE, runOf, SECOND } from './lanes-fixture';

const LANES = [ONLINE, SECOND, EDGE];
const IDS = ['online', 'b', 'edge'];
/** Its latency grows threefold while it runs. */
const MOVING: MadeUpLane = { ...SECOND, latencyMs: (item) => 20 + item / 15 };
const FAILING: MadeUpLane = { ...SECOND, failing: [5, 15, 25, 35, 45, 55, 65, 75, 85, 95] };

async function figures(source: RunSource): Promise<RunFigures> {
  const found = await figuresOf(source);
  if (!found) throw new Error('The run has no lanes.');
  return found;
}
const median = (ms: number | undefined) => ({ latency: { p50: { valueMs: expect.closeTo(ms ?? 0, 0) } } });
const columnOf = ({ columns, rows }: DataTable, name: string) => rows.map((row) => row[columns.indexOf(name)]);
const fileOf = async (source: RunSource) => (await jsonFile(await documentOf(source))).text();

describe('a run with two lanes of one mode', () => {
  it('SPEC 13.7: has figures of its own for each of them', async () => {
    const { last, pairs, distribution, throughput } = await figures(runOf(LANES));
    expect(last.summaries).toMatchObject([
      { id: 'online', modeId: 'online', ...median(4) },
      { id: 'b', modeId: 'online', ...median(40) },
      { id: 'edge', modeId: 'edge', ...median(1) },
    ]);
    expect(Object.keys(last.stability)).toEqual(IDS);
    expect(pairs.map(({ a, b }) => [a.id, b.id])).toEqual([
      ['online', 'b'],
      ['online', 'edge'],
      ['b', 'edge'],
    ]);
    expect(pairs[0]?.difference).toMatchObject({ verdict: 'real', medianRatio: { value: expect.closeTo(10, 0) } });
    // Within 10 ms one of them has answered all, the other nothing.
    const within10Ms = distribution?.points.find(({ withinMs }) => withinMs >= 10)?.shares;
    expect(within10Ms?.b ?? 0).toBe(0);
    expect(distribution?.points.some(({ shares, withinMs }) => shares.online === 1 && withinMs < 10)).toBe(true);
    expect(distribution?.points.some(({ shares }) => shares.b === 1)).toBe(true);
    expect(Object.keys(throughput.windows[0]?.perSecond ?? {})).toEqual(IDS);
  });

  it('has their medians apart in every pass', async () => {
    const { repeats } = await figures(runOf(LANES, { repeats: 2 }));
    expect(repeats?.map(({ id, medianMs }) => [id, medianMs.map((ms) => Math.round(ms ?? 0))])).toEqual([
      ['online', [4, 4]],
      ['b', [40, 40]],
      ['edge', [1, 1]],
    ]);
  });

  it('SPEC 13.7: says of which of them a reason is', async () => {
    const { validity } = await figures(runOf([ONLINE, FAILING, EDGE]));
    expect(validity.reasons).toEqual([{ id: 'failures', lane: 'b', count: 10, of: 600 }]);
    const moved = await figures(runOf([ONLINE, MOVING, EDGE]));
    expect(moved.validity.cautions).toMatchObject([{ id: 'unstable', lane: 'b', what: 'latency' }]);
  });

  it('holds the same reason against both where both have it', async () => {
    const { validity } = await figures(runOf([{ ...FAILING, id: 'online' }, FAILING, EDGE]));
    expect(validity.reasons.map(({ id, lane }) => [id, lane])).toEqual([
      ['failures', 'online'],
      ['failures', 'b'],
    ]);
  });

  it('says which of them is emulated', async () => {
    const { validity } = await figures(runOf([ONLINE, { ...SECOND, conditions: { network: '4g' } }, EDGE]));
    expect(validity.emulated).toEqual(['b']);
  });

  it('SPEC 5.4: finds answers of the two that differ, and names both', async () => {
    const run = runOf([ONLINE, { ...SECOND, classShift: 1 }]);
    const { validity, last } = await figures(run);
    const reason = { id: 'answers-disagree', lane: 'online', other: 'b', count: 600, of: 600 };
    expect(validity.reasons).toEqual([reason]);
    // What a set-up can ask for is a mode.
    const remedy = remedyOf(validity, last.summaries);
    expect(remedy).toEqual({ id: 'fewer-lanes', keep: 'online' });
    expect(remedy && run.setup && remediedSetup(run.setup, remedy).lanes).toEqual(['online']);
  });

  it('SPEC 5.12: looks at the lane a reason is of to say what to do', async () => {
    const behind: MadeUpLane = { ...SECOND, latencyMs: (item) => 5 + item * 10 };
    const { validity, last } = await figures(runOf([ONLINE, behind, EDGE]));
    const reason = validity.reasons.find(({ id }) => id === 'unstable');
    if (!reason) throw new Error('It did not move.');
    const remedyIf = (lane: string) => {
      const reasons = [{ ...reason, lane } as typeof reason];
      return remedyOf({ ...validity, reasons }, last.summaries)?.id;
    };
    expect(reason.lane).toBe('b');
    expect(remedyIf('b')).toBe('lower-rate');
    expect(remedyIf('online')).toBe('run-longer');
  });

  it('SPEC 5.11: answers a question about one of them whatever the other did', async () => {
    const { validity, last } = await figures(runOf([ONLINE, MOVING, EDGE]));
    const size = (lane: string) =>
      fitnessFor({ kind: 'size', figure: 'p50', lanes: [lane], within: 1.25 }, validity, last.summaries);
    expect(size('online')).toMatchObject({ state: 'good-enough', excused: [{ reason: { lane: 'b' } }] });
    expect(size('b')).toMatchObject({ state: 'invalid', reasons: [{ id: 'unstable', lane: 'b' }] });
    const first = fitnessFor({ kind: 'order', figure: 'p50', lanes: ['online', 'b'] }, validity, last.summaries);
    expect(first).toMatchObject({ state: 'good-enough', excused: [{ why: 'order-stands' }] });
  });

  it('has findings about each of them', async () => {
    const { findings } = await figures(runOf([ONLINE, FAILING, EDGE]));
    expect(findings.find(({ id }) => id === 'failures')).toMatchObject({
      lane: 'b',
      values: { failed: { value: 10 } },
    });
    expect(
      findings.filter(({ id }) => id === 'online-split').map(({ lane, values }) => [lane, values.median]),
    ).toMatchObject([
      ['online', { ms: expect.closeTo(4, 0) }],
      ['b', { ms: expect.closeTo(40, 0) }],
    ]);
  });

  it('SPEC 6.6: tells which of them is first, and between which it is open', async () => {
    const { firsts, last } = await figures(runOf([SECOND, ONLINE]));
    expect(firsts).toMatchObject({ first: { lane: 'online' }, work: { lane: 'online' }, least: { lane: 'online' } });
    expect(headlineOf('latency', last.summaries)).toMatchObject({
      values: { lane: { lane: 'online' }, other: { lane: 'b' } },
    });
    const equal = await figures(runOf([ONLINE, { ...ONLINE, id: 'b' }]));
    expect(equal.firsts.first).toMatchObject({ lane: 'unclear' });
    expect(equal.firsts.first.contenders.map(({ summary }) => summary.id).sort()).toEqual(['b', 'online']);
  });

  it('SPEC 1.2: tells in which of them a forgetful generator would have left items out', async () => {
    const stalling: MadeUpLane = { ...SECOND, latencyMs: (item) => (item > 300 && item < 420 ? 2000 : 4) };
    const { last } = await figures(runOf([ONLINE, stalling]));
    expect(omissionsOf(last.summaries).map(({ lane }) => lane)).toEqual(['b']);
  });

  it('has a row or a column for each of them in every table', async () => {
    const run = runOf(LANES);
    const { last, distribution, throughput } = await figures(run);
    for (const table of [resultsTable, resourceTable, anatomyTable])
      expect(columnOf(table(last.summaries), 'lane')).toEqual(IDS);
    expect(columnOf(resultsTable(last.summaries), 'p50_ms').map((ms) => Math.round(Number(ms)))).toEqual([4, 40, 1]);
    expect(distributionTable(distribution, IDS).columns).toEqual([
      'within_ms',
      'online_share',
      'b_share',
      'edge_share',
    ]);
    const shares = columnOf(distributionTable(distribution, IDS), 'b_share');
    expect(shares.filter((share) => share !== null)).not.toHaveLength(0);
    expect(throughputTable(throughput, IDS).columns.slice(2)).toEqual(IDS.map((id) => `${id}_answers_per_second`));
    expect(new Set(columnOf(measurementTable(run.records), 'lane'))).toEqual(new Set(IDS));
  });

  it('SPEC 13.4: gives the same figures when it is read from its file', async () => {
    const run = runOf([ONLINE, MOVING, EDGE], { repeats: 2 });
    const { document, altered } = await parseRun(await fileOf(run));
    expect(altered).toBe(false);
    const restored = await restoreRun({ document, altered });
    expect(restored.records.map(({ id, modeId }) => [id, modeId])).toEqual(LANES.map(({ id, modeId }) => [id, modeId]));
    expect(restored.loaded).toEqual(run.loaded);
    expect(restored.repeats.map(({ order }) => order)).toEqual([IDS, IDS]);
    const [before, after] = [await figures(run), await figures({ ...restored, samples: null })];
    expect(after.last.summaries).toEqual(before.last.summaries);
    expect(after.validity).toEqual(before.validity);
    expect(after.findings).toEqual(before.findings);
    expect(after.firsts).toEqual(before.firsts);
  });

  it('SPEC 13.7: is refused where two lanes of a file have one id', async () => {
    const document = JSON.parse(await fileOf(runOf(LANES)));
    delete document.repeats[0].lanes[1].id;
    const refusal = parseRun(JSON.stringify(document)).catch((error) => error);
    expect(await refusal).toBeInstanceOf(TrilaneError);
    expect((await refusal).message).toContain('At repeats[0].lanes[1]: the lane "online" is there twice.');
  });

  it('is told of lane by lane in the summary for load testers, each with the file it loaded', async () => {
    const run = runOf([ONLINE, SECOND]);
    const other = { ...run.loaded.online, sha256: 'f'.repeat(64) };
    const source = { ...run, loaded: { ...run.loaded, b: other } as RunSource['loaded'] };
    const text = loadgenSummary(source, (await figures(run)).passes, ({ id }) => id);
    expect(text.match(/\w+ lane$/gm)).toEqual(['online lane', 'b lane']);
    expect(text).toContain('f'.repeat(64));
  });

  it('keeps both of them in its row of the history', async () => {
    expect(lanesOf(await figures(runOf(LANES))).map(({ id, modeId }) => [id, modeId])).toEqual(
      LANES.map(({ id, modeId }) => [id, modeId]),
    );
  });

  it('is evidence with figures of each of them, and with what was excused in which', async () => {
    const { passes, last } = await figures(runOf([ONLINE, MOVING, EDGE]));
    const found = figuresOfRun(last.summaries);
    expect(found['online.median']?.value).toBeCloseTo(4, 0);
    expect(found['b.median']?.value).toBeGreaterThan(20);
    const asks = [{ kind: 'order', figure: 'p50', lanes: ['online', 'edge'] } as const];
    expect(judgeRun(passes, { asks, onPurpose: [] })).toMatchObject({
      faults: [],
      excused: [{ reason: { id: 'unstable', lane: 'b' }, why: 'other-lane' }],
    });
  });

  it('runs each of them in a worker of its own, over the same items', async () => {
    const lanes = [
      { id: 'online', modeId: 'online' },
      { id: 'b', modeId: 'online' },
      { id: 'edge', modeId: 'edge' },
    ] as const;
    const run = hostRun({ address: 'count=60&rate=40&interval=500&repeats=2', lanes });
    const state = await run.end();
    expect(state.phase).toBe('done');
    expect(run.workers.map(({ kind }) => kind)).toEqual(['http', 'http', 'worker']);
    expect(state.repeats.map(({ order }) => [...order].sort())).toEqual([
      ['b', 'edge', 'online'],
      ['b', 'edge', 'online'],
    ]);
    const items = state.records.map(({ measurements }) => [...measurements].map(({ item }) => item).sort());
    expect(items.map(({ length }) => length)).toEqual([60, 60, 60]);
    expect(items[1]).toEqual(items[0]);
    expect(state.records[1]?.measurements).not.toBe(state.records[0]?.measurements);
    expect(Object.keys(state.loaded).sort()).toEqual(['b', 'edge', 'online']);
  });
});

describe('a run with a lane a device', () => {
  it('has figures of each of thirty, which its file keeps', async () => {
    const devices = Array.from(
      { length: 30 },
      (_, index): MadeUpLane => ({ id: `device ${index + 1}`, modeId: 'edge', latencyMs: () => 1 + index }),
    );
    const run = runOf(devices, { count: 120 });
    const { document, altered } = await parseRun(await fileOf(run));
    const { last, firsts } = await figures({ ...(await restoreRun({ document, altered })), samples: null });
    expect(last.summaries.map(({ id }) => id)).toEqual(devices.map(({ id }) => id));
    expect(
      last.summaries.map(({ latency: { p50 } }) => (p50.state === 'earned' ? Math.round(p50.valueMs) : 0)),
    ).toEqual(devices.map((_, index) => 1 + index));
    expect(firsts.first.lane).toBe('device 1');
  });
});
