import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TrilaneError } from '@/lib/errors';
import { wholeOf, workloadSpecOf } from '@/lib/experiment/setup';
import { defaultSetup } from '@/lib/experiment/setup-url';
import { jsonFile, jsonPieces } from '@/lib/export/json-pieces';
import { loadgenSummary } from '@/lib/export/loadgen-summary';
import { parseRun } from '@/lib/export/parse-run';
import { restoreRun } from '@/lib/export/restore-run';
import { documentOf, type RunSource } from '@/lib/export/run-document';
import { figuresOf } from '@/lib/export/run-figures';
import { type RunDocument, runSchema } from '@/lib/export/run-schema';
import { NO_FAULTS } from '@/lib/measure/faults';
import type { Measurement } from '@/lib/measure/measurement';
import { findModel } from '@/lib/model';
import { MODE_IDS } from '@/lib/modes';
import { createWorkload } from '@/lib/workload/workload';
import { exampleRun } from './export-fixtures';
import { formatted } from './formatted-schema';
import { recordOf } from './measure-fixtures';

const fileOf = async (source: RunSource) => (await jsonFile(await documentOf(source))).text();

/** The code with which a text is refused, and what is said. */
async function refusalOf(text: string): Promise<{ code: string; detail: string }> {
  const thrown: unknown = await parseRun(text).then(
    () => null,
    (error) => error,
  );
  if (!(thrown instanceof TrilaneError)) throw new Error(`It was not refused: ${thrown}`);
  return thrown.toReport();
}

const timesMs = fc.tuple(...([0, 1, 2] as const).map(() => fc.double({ min: 0, max: 1e6, noNaN: true })));
const durationMs = fc.double({ min: 0, max: 1e6, noNaN: true });

/** Anything a lane may report of one item. */
const outcome = fc.oneof(
  fc.record({
    outcome: fc.constant('completed' as const),
    stages: fc.record({
      waitMs: durationMs,
      blockedMs: durationMs,
      queueMs: durationMs,
      transferMs: durationMs,
      computeMs: durationMs,
      recordMs: durationMs,
      emulatedMs: durationMs,
    }),
    batchSize: fc.integer({ min: 1, max: 256 }),
    answer: fc.record({
      classIndex: fc.integer({ min: 0, max: 9 }),
      probability: fc.float({ min: 0, max: 1, noNaN: true }),
    }),
  }),
  fc.record({
    outcome: fc.constantFrom('failed' as const, 'timed-out' as const, 'cancelled' as const),
    error: fc.record({
      code: fc.constantFrom('timed-out' as const, 'server-unreachable' as const, 'cancelled' as const),
      detail: fc.string({ maxLength: 60, unit: 'grapheme' }),
    }),
  }),
);

const measurements = fc.array(fc.tuple(timesMs, outcome), { maxLength: 30 }).map((rows) =>
  rows.map(
    ([[arrivedAtMs, oneMs, otherMs], rest], item): Measurement => ({
      item,
      arrivedAtMs: arrivedAtMs as number,
      startedAtMs: Math.min(oneMs as number, otherMs as number),
      finishedAtMs: Math.max(oneMs as number, otherMs as number),
      ...rest,
    }),
  ),
);

describe('a run document', () => {
  it('SPEC 13.4: gives back the very records it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(measurements, measurements, async (batch, edge) => {
        const records = [recordOf('batch', batch), recordOf('edge', edge)];
        const source = { ...exampleRun(), records, repeats: [{ order: ['edge', 'batch'] as const, records }] };
        const restored = await restoreRun(await parseRun(await fileOf(source)));
        expect(plain(restored.records)).toEqual(plain(records));
        expect(plain(restored.repeats)).toEqual(plain(source.repeats));
        expect(restored.faults.altered).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('SPEC 5.9, 13.1: gives back the set-up, the workload, the environment and the faults', async () => {
    const source = exampleRun();
    const restored = await restoreRun(await parseRun(await fileOf(source)));
    const { samples: _, setup, ...rest } = source;
    if (!setup) throw new Error('The example has a set-up.');
    const workloadSpec = workloadSpecOf(setup, findModel(setup.modelId).samples.count);
    expect(plain(restored)).toEqual(plain({ ...rest, setup: wholeOf(setup), workloadSpec }));
  });

  it('SPEC 13.3: is noticed to be altered whichever single number was edited', async () => {
    const text = await fileOf(exampleRun());
    const numbers = numbersIn(JSON.parse(text));
    expect(numbers.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...numbers), async (path) => {
        const edited = JSON.parse(text) as object;
        const value = valueAt(edited, path);
        setAt(edited, path, value > 0 ? value * (1 + Number.EPSILON) : 5e-324);
        const parsed = await parseRun(JSON.stringify(edited)).catch((error: unknown) => error);
        // A whole number that is none any more is refused outright.
        if (parsed instanceof TrilaneError) expect(parsed.code).toMatch(/unreadable-run|newer-schema/);
        else expect(parsed).toMatchObject({ altered: true });
      }),
      { numRuns: 150 },
    );
  });

  it('is not called altered for another order of keys or other white space', async () => {
    const document = JSON.parse(await fileOf(exampleRun())) as RunDocument;
    const turned = Object.fromEntries(Object.entries(document).reverse());
    expect((await parseRun(JSON.stringify(turned, null, 7))).altered).toBe(false);
  });

  it('of before bookkeeping and the page’s own wait were measured has none of either', async () => {
    const document = JSON.parse(await fileOf(exampleRun())) as RunDocument;
    for (const { lanes } of document.repeats)
      for (const { measurements } of lanes)
        for (const later of ['recordMs', 'blockedMs']) Reflect.deleteProperty(measurements, later);
    expect(() => runSchema.parse(document)).not.toThrow();
    const { records } = await restoreRun(await parseRun(JSON.stringify(document)));
    const stages = records.flatMap((record) =>
      [...record.measurements].flatMap((one) => ('stages' in one ? [one.stages] : [])),
    );
    expect(stages.length).toBeGreaterThan(0);
    expect(stages.every(({ recordMs, blockedMs }) => recordMs === 0 && blockedMs === 0)).toBe(true);
  });

  it('written before lanes had keys and columns still opens, unaltered, with the same figures', async () => {
    const parsed = await parseRun(await readFile(`${import.meta.dirname}/kept-run.v1.json`, 'utf8'));
    expect(parsed.altered).toBe(false);
    const run = { ...(await restoreRun(parsed)), samples: exampleRun().samples };
    expect(run.records.map(({ id, modeId }) => [id, modeId])).toEqual(MODE_IDS.map((id) => [id, id]));
    const { passes = [] } = (await figuresOf(run)) ?? {};
    const summary = loadgenSummary(run, passes, ({ id }) => id);
    expect(summary).toBe(await readFile(`${import.meta.dirname}/kept-run-summary.txt`, 'utf8'));
  });

  it('with two lanes of one mode keeps them apart', async () => {
    const { records, ...run } = exampleRun();
    const [online] = records.filter(({ modeId }) => modeId === 'online');
    if (!online) throw new Error('There is no online lane.');
    const lanes = [online, { ...online, id: 'online-2' }];
    const source = { ...run, records: lanes, repeats: [{ order: ['online', 'online-2'], records: lanes }] };
    const restored = await restoreRun(await parseRun(await fileOf(source)));
    expect(restored.records.map(({ id, modeId }) => [id, modeId])).toEqual([
      ['online', 'online'],
      ['online-2', 'online'],
    ]);
    expect((await figuresOf({ ...restored, samples: null }))?.pairs.map(({ a, b }) => [a.id, b.id])).toEqual([
      ['online', 'online-2'],
    ]);
  });

  it('is a valid instance of the schema it names', async () => {
    const document = JSON.parse(await fileOf(exampleRun())) as RunDocument;
    // Equal: the schema leaves nothing out.
    expect(runSchema.parse(document)).toEqual(document);
    expect(document.schema).toBe('/schemas/run.v1.json');
  });

  it('can be set up again from its seed: its schedule is the one its measurements were due at', async () => {
    const document = await documentOf(exampleRun());
    const workload = createWorkload(document.workload);
    for (const { measurements } of document.repeats.flatMap(({ lanes }) => lanes)) {
      expect(measurements.sample).toEqual(measurements.item.map((item) => workload.sampleIndex[item]));
    }
  });

  it('of a run that was cut short keeps the passes before and the one that was not over', async () => {
    const source = exampleRun();
    const cut = [recordOf('edge', [], { status: { state: 'cancelled', elapsedMs: 3 } })];
    const restored = await restoreRun(await parseRun(await fileOf({ ...source, phase: 'cancelled', records: cut })));
    expect(plain(restored.records)).toEqual(plain(cut));
    expect(plain(restored.repeats)).toEqual(plain(source.repeats));
  });
});

describe('reading a file that is none of ours', () => {
  const edit = async (change: (document: { setup: object }) => void) => {
    const document = JSON.parse(await fileOf(exampleRun()));
    change(document);
    return refusalOf(JSON.stringify(document));
  };

  it.each(['', 'hello', '{"a":', 'null', '[]', '{}', '{"schema":"/schemas/other.v1.json"}', '1e999'])(
    'refuses %j',
    async (text) => {
      expect((await refusalOf(text)).code).toBe('unreadable-run');
    },
  );

  it('SPEC 13.2: refuses a schema from the future by name', async () => {
    const refusal = await edit((document) => {
      Object.assign(document, { schema: '/schemas/run.v2.json', version: 2 });
    });
    expect(refusal).toEqual({
      code: 'newer-schema',
      detail: 'The file is of version 2; this Trilane reads up to version 1.',
    });
  });

  it('says which place is wrong', async () => {
    const refusal = await edit((document) => {
      valuesAt(document, ['repeats', 0, 'lanes', 1, 'measurements', 'startedMs'])[2] = 'soon';
    });
    expect(refusal.detail).toMatch(/^At repeats\[0\]\.lanes\[1\]\.measurements\.startedMs\[2\]: .*number/);
  });

  it('refuses columns of different lengths, items past the end, and items that are there twice', async () => {
    const at = ['repeats', 0, 'lanes', 0, 'measurements'];
    expect((await edit((document) => valuesAt(document, [...at, 'computeMs']).pop())).detail).toMatch(/entries/);
    expect((await edit((document) => (valuesAt(document, [...at, 'item'])[0] = 99_999))).detail).toMatch(
      /past the end/,
    );
    expect((await edit((document) => (valuesAt(document, [...at, 'item'])[0] = 1))).detail).toMatch(/twice/);
  });

  it('refuses an answer without a class', async () => {
    const document = JSON.parse(await fileOf(exampleRun()));
    valuesAt(document, ['repeats', 0, 'lanes', 0, 'measurements', 'classIndex'])[0] = null;
    const parsed = await parseRun(JSON.stringify(document));
    expect(parsed.altered).toBe(true);
    await expect(restoreRun(parsed)).rejects.toMatchObject({ code: 'unreadable-run' });
  });

  it('refuses times so long that drawing them would fill the memory', async () => {
    const refusal = await edit((document) => {
      valuesAt(document, ['repeats', 0, 'lanes', 0, 'measurements', 'finishedMs'])[0] = 1e300;
    });
    expect(refusal.code).toBe('unreadable-run');
  });

  it.each([
    { path: ['workload', 'sampleCount'], value: 1e8, why: /only 1000 samples/ },
    { path: ['workload', 'arrivals', 'perSecond'], value: 5e-324, why: /./ },
    { path: ['repeats'], value: [], why: /no lane/ },
    { path: ['repeats', 1, 'lanes'], value: [], why: /no lane/ },
    { path: ['phase'], value: 'stopped', why: /no measurements/ },
    { path: ['repeats', 0, 'lanes', 0, 'id'], value: '__proto__', why: /pattern/ },
    { path: ['repeats', 0, 'lanes', 0, 'id'], value: 'constructor', why: /pattern/ },
    { path: ['repeats', 0, 'lanes', 0, 'planned'], value: 1e15, why: /./ },
    { path: ['repeats', 0, 'lanes', 0, 'conditions', 'slowdown'], value: 1e9, why: /./ },
    { path: ['repeats', 0, 'lanes', 0, 'resources', 'cpuSeconds'], value: -5, why: /./ },
    { path: ['repeats', 0, 'lanes', 0, 'resources', 'peakMemoryBytes'], value: -1, why: /./ },
    { path: ['repeats', 0, 'lanes', 0, 'resources', 'bytesSent'], value: -1e30, why: /./ },
    { path: ['repeats', 0, 'lanes', 0, 'resources', 'eventLoopUtilisation'], value: 7, why: /./ },
    { path: ['repeats', 0, 'lanes', 0, 'measurements', 'finishedMs', 3], value: 0, why: /before it was started/ },
    { path: ['repeats', 0, 'lanes', 0, 'measurements', 'probability', 3], value: 3, why: /./ },
    { path: ['lanes', 'edge', 'environment', 'threads'], value: 'many', why: /number/ },
    { path: ['lanes', 'edge', 'environment', 'cores'], value: -4, why: /./ },
    { path: ['faults', 'sleptMs'], value: 1e300, why: /./ },
    { path: ['faults', 'clockStepMs'], value: -1, why: /./ },
  ] as const)('refuses what cannot be, and says where: $path is $value', async ({ path, value, why }) => {
    const { code, detail } = await edit((document) => setAt(document, path, value));
    expect(code).toBe('unreadable-run');
    expect(detail.replaceAll(/[[\].]+/g, ' ')).toMatch(new RegExp(`^At ${path.join(' ')} ?:`));
    expect(detail).toMatch(why);
  });

  it('reads no lane by a name that every object has', async () => {
    const text = await fileOf(exampleRun());
    expect((await refusalOf(text.replace('"edge": {', '"constructor": {'))).detail).toMatch(/^At lanes/);
  });

  it('refuses a model it does not have', async () => {
    expect((await edit((document) => Object.assign(document.setup, { modelId: 'tulips' }))).code).toBe('unknown-model');
  });

  it('reads an unfinished run of a workload that ends by time', async () => {
    const setup = { ...defaultSetup(), durationMs: 2000 };
    const source = { ...exampleRun(), setup, workload: createWorkload(workloadSpecOf(setup, 1000)) };
    expect((await restoreRun(await parseRun(await fileOf(source)))).workload).toEqual(source.workload);
  });

  it('tells an altered file in the faults of its run', async () => {
    const document = JSON.parse(await fileOf(exampleRun()));
    document.seed = 8;
    expect((await restoreRun(await parseRun(JSON.stringify(document)))).faults).toEqual({
      ...NO_FAULTS,
      altered: true,
    });
  });
});

describe('the published JSON Schema', () => {
  it('is the one the code checks against', async () => {
    const schema = { $id: '/schemas/run.v1.json', title: 'A Trilane run', ...z.toJSONSchema(runSchema) };
    await expect(`${formatted(schema)}\n`).toMatchFileSnapshot('../../public/schemas/run.v1.json');
  });
});

describe('JSON in pieces', () => {
  it('is the JSON of the value, in either style', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plainValue: unknown = JSON.parse(JSON.stringify(value));
        for (const style of ['file', 'canonical'] as const) {
          expect(JSON.parse([...jsonPieces(value, style)].join(''))).toEqual(plainValue);
        }
      }),
    );
  });

  it('does not need one string for a long list', () => {
    const long = Array.from({ length: 12_000 }, (_, index) => index / 3);
    const pieces = [...jsonPieces({ long }, 'file')];
    expect(JSON.parse(pieces.join(''))).toEqual({ long });
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
  });
});

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each) =>
      typeof each === 'object' && each !== null && 'reachedMs' in each ? [...each] : each,
    ),
  );

type Path = readonly (string | number)[];

/** Where the numbers of a value are; of long lists the first few. */
function numbersIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'number') return [path];
  if (value === null || typeof value !== 'object') return [];
  const entries = Array.isArray(value) ? [...value.slice(0, 3).entries()] : Object.entries(value);
  return entries.flatMap(([key, each]) => numbersIn(each, [...path, key]));
}

const valuesAt = (value: unknown, path: Path): unknown[] =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value) as unknown[];
const valueAt = (value: unknown, path: Path) => Number(valuesAt(value, path));
function setAt(value: unknown, path: Path, to: unknown): void {
  const last = path.at(-1) ?? '';
  (valuesAt(value, path.slice(0, -1)) as unknown as Record<string | number, unknown>)[last] = to;
}
