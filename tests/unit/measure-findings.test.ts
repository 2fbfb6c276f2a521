import { describe, expect, it } from 'vitest';
import { findingsOf } from '@/lib/measure/findings';
import { headlineOf } from '@/lib/measure/headlines';
import { throughputOf } from '@/lib/measure/throughput';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { completed, failed, recordOf, steadyRecord, used } from './measure-fixtures';

const random = createRandom(21);
const around = (ms: number) => () => ms * (0.8 + 0.4 * random());
const findings = (records: readonly ReturnType<typeof recordOf>[], contended = false) =>
  findingsOf({ summaries: records.map((record) => summarise(record)), contended });

describe('findings', () => {
  it('one sentence a lane, the soonest first, with the ratio to the next', () => {
    const found = findings([
      steadyRecord('batch', 300, around(1000), { stages: { waitMs: 700 }, resources: null }),
      steadyRecord('online', 300, around(4), { stages: { computeMs: 1, transferMs: 2 }, resources: null }),
      steadyRecord('edge', 300, around(0.5), { resources: null }),
    ]);
    expect(found.map(({ id, lane }) => [id, lane])).toEqual([
      ['answered-first', 'edge'],
      ['online-split', 'online'],
      ['batch-waited', 'batch'],
      ['freshest', 'edge'],
    ]);
    const { ratio, other } = found[0]?.values ?? {};
    expect(other).toEqual({ kind: 'lane', lane: 'online' });
    expect(ratio?.kind === 'ratio' && ratio.value).toBeCloseTo(8, 0);
  });

  it('SPEC 1.2, 5.3: a wait that others would not see is a lane’s own, and not what late sending made', () => {
    // The lane stands still from 3 s to 4.4 s: what is due meanwhile is sent after it, or waits on the other side.
    const paused = (isSentLate: boolean) =>
      recordOf(
        'online',
        Array.from({ length: 1000 }, (_, item) => {
          const arrived = item * 10;
          const readyMs = arrived >= 3000 && arrived < 4400 ? 4400 : arrived;
          const started = isSentLate ? readyMs : arrived;
          return completed(item, { arrived, started, finished: readyMs + 6 });
        }),
      );
    const isTold = (record: ReturnType<typeof recordOf>) => findings([record]).some(({ id }) => id === 'hidden-wait');
    expect(isTold(paused(false))).toBe(true);
    expect(isTold(paused(true))).toBe(false);
  });

  it.each([
    [1.9, 'no'],
    [2, 'yes'],
  ])('SPEC 4.4: a queue of %d ms of 10 is spoken of: %s', (queueMs, spoken) => {
    const record = steadyRecord('online', 100, () => 10, { stages: { queueMs, computeMs: 1 } });
    const split = findings([record]).find(({ id }) => id === 'online-split');
    expect(split?.values.queued).toMatchObject({ choice: spoken });
  });

  it('SPEC 6.8: lanes that no test tells apart are not called equal', () => {
    const record = steadyRecord('edge', 200, around(4));
    expect(findings([{ ...record, modeId: 'online' }, record])[0]?.id).toBe('first-unclear');
    expect(headlineOf('latency', [summarise({ ...record, modeId: 'online' }), summarise(record)])?.id).toBe(
      'latency-unclear',
    );
  });

  it('SPEC 6.4: a small but real difference is told as a share', () => {
    const found = findings([steadyRecord('online', 500, around(5)), steadyRecord('edge', 500, around(4))]);
    expect(found[0]?.id).toBe('answered-sooner');
    const { share } = found[0]?.values ?? {};
    expect(share?.kind === 'share' && share.value).toBeCloseTo(0.2, 1);
  });

  it('SPEC 6.3: a locked median supports no comparison', () => {
    const records = [
      steadyRecord('online', 10, () => 50, { resources: null }),
      steadyRecord('edge', 300, around(1), { resources: null }),
    ];
    expect(findings(records).map(({ id, lane }) => [id, lane])).toEqual([
      ['edge-split', 'edge'],
      ['too-few', 'online'],
    ]);
    expect(
      headlineOf(
        'latency',
        records.map((record) => summarise(record)),
      )?.id,
    ).toBe('latency-one');
  });

  it('SPEC 6.2: CPU time is only called different from a factor of 1.25 on', () => {
    const lane = (modeId: 'online' | 'edge', cpuSeconds: number | null) =>
      steadyRecord(modeId, 100, around(1), { resources: used({ cpuSeconds }) });
    const ids = (a: number | null, b: number | null) =>
      findings([lane('online', a), lane('edge', b)]).map(({ id }) => id);
    expect(ids(1, 1.2)).toContain('cpu-unclear');
    expect(ids(1, 1.3)).toContain('least-cpu');
    expect(ids(1, null).some((id) => id.includes('cpu'))).toBe(false);
  });

  it('SPEC 6.1: accuracy differs only beyond its intervals', () => {
    const labels = new Uint8Array(1000);
    const lane = (modeId: 'online' | 'edge', right: number, versionId: string) =>
      summarise(
        recordOf(
          modeId,
          Array.from({ length: 1000 }, (_, item) =>
            completed(item, { arrived: item, finished: item + 1 }, { classIndex: item < right ? 0 : 1 }),
          ),
          { target: { modelId: 'digits', versionId } },
        ),
        labels,
      );
    const ids = (a: number, b: number, version: string) =>
      findingsOf({ summaries: [lane('online', a, 'fp32'), lane('edge', b, version)], contended: false }).map(
        ({ id }) => id,
      );
    expect(ids(990, 985, 'int8')).toContain('accuracy-unclear');
    expect(ids(990, 950, 'int8')).toContain('accuracy-differs');
    expect(ids(990, 990, 'fp32').some((id) => id.startsWith('accuracy'))).toBe(false);
    expect(ids(990, 985, 'int8')).toContain('other-bytes');
  });

  it('failures come first, and a race is named', () => {
    const mixed = recordOf('online', [
      ...steadyRecord('online', 98, around(4)).measurements,
      failed(98, 980),
      failed(99, 990, 'timed-out'),
    ]);
    const found = findings([mixed, steadyRecord('edge', 100, around(1))], true);
    expect(found[0]).toMatchObject({
      id: 'failures',
      lane: 'online',
      values: { failed: { value: 2 }, of: { value: 100 } },
    });
    expect(found.at(-1)?.id).toBe('contended');
  });

  it('a lane that failed on the way is told first', () => {
    const status = { state: 'failed', error: { code: 'engine-died', detail: 'Gone.' }, elapsedMs: 400 } as const;
    const broken = steadyRecord('online', 40, around(4), { plannedCount: 600, status });
    const found = findings([broken, steadyRecord('edge', 100, around(1))]);
    expect(found[0]).toMatchObject({
      id: 'stopped',
      lane: 'online',
      values: { count: { value: 40 }, of: { value: 600 } },
    });
    const summaries = [broken, steadyRecord('edge', 100, around(1))].map((record) => summarise(record));
    expect(headlineOf('throughput', summaries)?.id).toBe('throughput-one');
  });

  it('of lanes that have not begun nothing is said', () => {
    expect(findings([recordOf('batch', [], { status: { state: 'waiting' } })])).toEqual([]);
    expect(findings([recordOf('batch', [failed(0, 0)])]).map(({ id }) => id)).toEqual(['nothing-answered']);
  });
});

describe('headlines', () => {
  it('a lane that answers in bursts is told from lanes that answer steadily', () => {
    const job = (at: number) =>
      Array.from({ length: 100 }, (_, item) =>
        completed(at + item, { arrived: at * 10 + item * 10, started: at * 10 + 1000, finished: at * 10 + 1020 }),
      );
    const batch = recordOf('batch', [...job(0), ...job(100), ...job(200)]);
    const online = steadyRecord('online', 300, () => 5);
    const throughput = throughputOf([
      {
        id: 'batch',
        answersPerWindow: [0, 0, 0, 0, 100, 0, 0, 0, 100, 0, 0, 0, 100],
        untilMs: 3020,
      },
      { id: 'online', answersPerWindow: Array.from({ length: 12 }, () => 25), untilMs: 2995 },
    ]);
    expect(headlineOf('throughput', [summarise(batch), summarise(online)], throughput)).toMatchObject({
      id: 'throughput-bursts',
      values: { lane: { lane: 'batch' }, peak: { value: 400 } },
    });
  });

  it('the anatomy names its largest part, but never the rest', () => {
    const summary = summarise(steadyRecord('online', 50, () => 10, { stages: { transferMs: 3, computeMs: 1 } }));
    expect(headlineOf('anatomy', [summary])).toMatchObject({
      id: 'anatomy-part',
      values: { part: { part: 'transfer' } },
    });
  });

  it('without figures there is no headline', () => {
    const nothing = [summarise(recordOf('edge', []))];
    for (const chart of ['latency', 'anatomy', 'throughput', 'resources', 'results'] as const)
      expect(headlineOf(chart, nothing)).toBeNull();
  });
});
