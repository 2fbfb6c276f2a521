import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { TrilaneError } from '@/lib/errors';
import { setupWith } from '@/lib/experiment/setup';
import type { StudyId } from '@/lib/experiment/setup-fields';
import { jsonFile } from '@/lib/export/json-pieces';
import { parseDocument } from '@/lib/export/parse-study';
import { studySchema } from '@/lib/export/study-schema';
import type { CapacityResult } from '@/lib/lab/studies/capacity-result';
import type { ColdStartResult } from '@/lib/lab/studies/cold-start-result';
import { documentOf, restoreStudy, resultOf, studyTable } from '@/lib/lab/studies/study-document';
import { studyFile } from '@/lib/lab/studies/study-files';
import { NO_STUDY_FAULTS, type StudyState } from '@/lib/lab/studies/study-state';
import { studySummary } from '@/lib/lab/studies/study-summary';
import type { SweepResult } from '@/lib/lab/studies/sweep-result';
import { percentileOf } from '@/lib/measure/percentile';
import { findVersion } from '@/lib/model';
import { formatted } from './formatted-schema';

const { sha256 } = findVersion(setupWith({}));
const target = { modelId: 'digits', versionId: 'fp32' };

function state<Result>(study: StudyId, result: Result): StudyState<Result> {
  return {
    phase: 'done',
    origin: { kind: 'measured' },
    startedAt: '2026-11-22T10:00:00.000Z',
    setup: setupWith({ study }),
    result,
    models: [{ lane: 'edge', target, sha256, environment: { runtime: 'onnxruntime-web', threads: 2, simd: true } }],
    faults: NO_STUDY_FAULTS,
    error: null,
  };
}

const trial = (perSecond: number, met: boolean) =>
  ({
    met,
    disturbed: false,
    verdict: met ? 'met' : 'too-slow',
    perSecond,
    purpose: 'climb',
    p99: percentileOf(new Float64Array(700).fill(met ? 20 : 90), 0.99),
    p99AtLeastMs: met ? 20 : 90,
    p50Ms: null,
    sentCount: 700,
    failedCount: 0,
    lateCount: 3,
    worstLateMs: 6.5,
    elapsedMs: 2000,
  }) as const;

const CAPACITY: CapacityResult = {
  lanes: ['batch', 'online', 'edge'],
  limitMs: 50,
  floor: 'class',
  batch: { count: 1000, jobs: [100, 110, 90, 105, 95].map((elapsedMs) => ({ elapsedMs, computeMs: 50 })) },
  online: {
    trials: [trial(500, true), trial(520, false), trial(520, false)],
    capacity: { state: 'found', perSecond: 500, failsAtPerSecond: 520 },
    conditions: AS_IT_IS,
  },
  edge: {
    latenciesMs: Float64Array.from({ length: 200 }, (_, index) => 1 + index / 100),
    elapsedMs: 3000,
    conditions: AS_IT_IS,
  },
  failures: { online: { code: 'engine-died', detail: 'Gone.' } },
};
const COLD_START: ColdStartResult = {
  lanes: ['online', 'edge'],
  repeats: 5,
  starts: [0, 1, 2, 3, 4].flatMap((repeat) =>
    (['online', 'edge'] as const).map((lane) => ({
      lane,
      repeat,
      fetchColdMs: lane === 'edge' ? 120 + repeat : null,
      fetchColdBytes: lane === 'edge' ? 3_000_000 : null,
      fetchCachedMs: lane === 'edge' ? 20 : null,
      startMs: lane === 'edge' ? null : 40 + repeat,
      loadMs: 10,
      firstRunMs: 5,
      warmMs: [2, 2.5],
      steadyMs: [1, 1.25],
    })),
  ),
  failures: {},
};
const SWEEP: SweepResult = {
  kind: 'batch-size',
  lane: 'edge',
  modelId: 'digits',
  samples: [0, 1, 2, 3, 4].flatMap((pass) =>
    [1, 2, 4].map((batchSize) => ({
      batchSize,
      threads: 2,
      versionId: 'fp32',
      perCallMs: 2 + batchSize / 4 + pass / 100,
      calls: 10,
      blocks: 3,
      clockShare: 0.001,
    })),
  ),
  failures: [],
  planned: 15,
  passes: 5,
  mostRows: null,
  isolated: true,
};
const STATES: readonly StudyState<unknown>[] = [
  state('capacity', CAPACITY),
  state('cold-start', COLD_START),
  state('sweep', SWEEP),
];

const textOf = async (of: StudyState<unknown>) => (await jsonFile(await documentOf(of))).text();
async function open(text: string) {
  const parsed = await parseDocument(text);
  if (parsed.kind !== 'study') throw new Error('It was read as a run.');
  return restoreStudy(parsed, { kind: 'imported', name: 'a.json', altered: parsed.altered });
}
async function refusalOf(text: string): Promise<{ code: string; detail: string }> {
  const thrown: unknown = await parseDocument(text).then(
    () => null,
    (error) => error,
  );
  if (!(thrown instanceof TrilaneError)) throw new Error(`It was not refused: ${thrown}`);
  return thrown.toReport();
}

describe.each(STATES.map((of) => [of.setup?.study ?? '', of] as const))('A document of a %s study', (study, of) => {
  test('SPEC 13.4, 13.6: gives back the very study it was made of, and its figures', async () => {
    const { origin: _, ...restored } = await open(await textOf(of));
    const { origin: __, ...rest } = of;
    expect(restored).toEqual(rest);
    expect(studySummary({ ...of, ...restored })).toEqual(studySummary(of));
    expect(studySummary(of).headlines.length).toBeGreaterThan(0);
  });

  test('is a valid instance of the schema it names', async () => {
    const document = JSON.parse(await textOf(of));
    // Equal: the schema leaves nothing out.
    expect(studySchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({ schema: '/schemas/study.v1.json', kind: 'study', result: { study } });
  });

  test('SPEC 13.3: tells that a number in it was changed, and the study is INVALID for it', async () => {
    const text = await textOf(of);
    const changed = text.replace(
      /"(seed|lateCount|planned|repeats)": (\d+)/,
      (_, name, value) => `"${name}": ${Number(value) + 1}`,
    );
    expect(changed).not.toBe(text);
    const opened = await open(changed);
    expect(opened.faults.altered).toBe(true);
    expect(studySummary(opened).verdict).toBe('invalid');
  });

  test('is exported with a row for each thing measured, and named after what it is', async () => {
    const { name, blob } = await studyFile('csv', of);
    expect(name).toBe(`trilane-${study}-digits-fp32-20261122-100000.csv`);
    const result = resultOf(of);
    const lines = (await blob.text()).trim().split('\n');
    expect(lines).toHaveLength(1 + (result ? studyTable(result).rows.length : 0));
    expect(lines.length).toBeGreaterThan(5);
  });
});

describe('Reading a study', () => {
  const edit = async (change: (document: Record<string, unknown> & { result: Record<string, unknown> }) => void) => {
    const document = JSON.parse(await textOf(state('sweep', SWEEP)));
    change(document);
    return refusalOf(JSON.stringify(document));
  };

  test('SPEC 13.2: refuses a schema from the future by name', async () => {
    const refusal = await edit((document) => Object.assign(document, { schema: '/schemas/study.v2.json', version: 2 }));
    expect(refusal).toMatchObject({ code: 'newer-schema', detail: expect.stringContaining('version 2') });
  });

  test('says which place is wrong', async () => {
    const refusal = await edit(({ result }) => Object.assign((result.samples as object[])[3] ?? {}, { perCallMs: -1 }));
    expect(refusal).toMatchObject({
      code: 'unreadable-run',
      detail: expect.stringMatching(/^At result\.samples\[3\]\.perCallMs: /),
    });
  });

  test('refuses a result that is not that of its set-up, and a model it does not have', async () => {
    expect((await edit(({ setup }) => Object.assign(setup as object, { study: 'capacity' }))).detail).toMatch(
      /At result\.study/,
    );
    expect((await edit(({ setup }) => Object.assign(setup as object, { modelId: 'tulips' }))).code).toBe(
      'unknown-model',
    );
    expect(
      (await edit(({ result }) => Object.assign((result.samples as object[])[0] ?? {}, { versionId: 'fp1' }))).code,
    ).toBe('unknown-version');
  });

  test('keeps any figure a lane may report as it was', async () => {
    const ms = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(ms, { minLength: 1, maxLength: 50 }), async (latencies) => {
        const edge = CAPACITY.edge && { ...CAPACITY.edge, latenciesMs: Float64Array.from(latencies) };
        const opened = await open(await textOf(state('capacity', { ...CAPACITY, edge })));
        expect((opened.result as CapacityResult).edge).toEqual(edge);
        expect(opened.faults.altered).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test('of a study that was cut short keeps what there was', async () => {
    const cut = { ...state('capacity', { ...CAPACITY, online: null, edge: null }), phase: 'cancelled' as const };
    expect((await open(await textOf(cut))).phase).toBe('cancelled');
  });

  test('SPEC 13.6: of a study that an error stopped keeps what there was, and by which error it was stopped', async () => {
    const error = { code: 'hash-mismatch', detail: 'Other bytes.' } as const;
    const stopped = {
      ...state('sweep', { ...SWEEP, samples: SWEEP.samples.slice(0, 4) }),
      phase: 'failed',
      error,
    } as const;
    const opened = await open(await textOf(stopped));
    expect(opened).toMatchObject({ phase: 'failed', error, result: { samples: stopped.result.samples } });
    expect(studySummary(opened).verdict).toBe('invalid');
  });

  test('SPEC 10.7: of a sweep keeps what could not be measured and why, and opens files of before, which do not say', async () => {
    const [point] = SWEEP.samples;
    if (!point) throw new Error('There is a sample.');
    const { batchSize, threads } = point;
    const error = { code: 'hash-mismatch', detail: 'Other bytes.' } as const;
    const failures = [{ batchSize, threads, versionId: 'int8', error }];
    expect((await open(await textOf(state('sweep', { ...SWEEP, failures })))).result).toMatchObject({ failures });
    const { failures: _, ...before } = SWEEP;
    expect((await open(await textOf(state('sweep', before)))).result).toEqual(SWEEP);
  });

  test('still takes a run of before there were studies for a run', async () => {
    const text = await readFile(new URL('kept-run.v1.json', import.meta.url), 'utf8');
    expect((await parseDocument(text)).kind).toBe('run');
  });
});

describe('The published JSON Schema of studies', () => {
  test('is the one the code checks against', async () => {
    const schema = { $id: '/schemas/study.v1.json', title: 'A Trilane study', ...z.toJSONSchema(studySchema) };
    await expect(`${formatted(schema)}\n`).toMatchFileSnapshot('../../public/schemas/study.v1.json');
  });
});
