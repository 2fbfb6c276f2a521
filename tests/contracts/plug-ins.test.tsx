import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { findModel, findVersion, registerModel } from '@/lib/model';
import type { ModelEntry } from '@/lib/model/manifest';
import type { TableSamples } from '@/lib/model/samples';
import { type ModeId, registerMode } from '@/lib/modes';
import type { Mode } from '@/lib/modes/mode';

/** A mode that is in no list: the file that one would be. */
const FOG = {
  id: 'fog',
  engine: 'fake',
  dispatch: 'as-they-arrive',
  runsOn: 'server',
  conditions: ['network'],
  headline: 'latency',
  scenario: 'Server',
} as const satisfies Mode;
const fog = FOG.id as string as ModeId;

/** A model that is in no manifest, and answers with a value: how many millimetres of rain will fall. */
const loans = findModel('credit-risk');
const WIDTH = loans.input.shape[1] ?? 0;
const RAIN: ModelEntry = {
  ...loans,
  id: 'rain',
  answers: 'value',
  classes: [],
  output: { name: 'millimetres', datatype: 'FP32', shape: [-1, 1] },
  samples: { ...loans.samples, count: 20 },
  versions: loans.versions.slice(0, 1).map((version) => ({ ...version, id: 'linear' })),
  defaultVersion: 'linear',
};
const TARGET = { modelId: 'rain', versionId: 'linear' };

// As a line in the list of modes would, before any schema of their names is made.
registerMode(FOG);
registerModel(RAIN);
const { LaneMark } = await import('@/components/marks/lane-mark');
const { LANE_STYLE, laneStyle } = await import('@/components/marks/lane-style');
const { useLaneName } = await import('@/components/marks/use-lane-name');
const { useModelWords } = await import('@/components/words/use-model-words');
const { labResultsCsv } = await import('@/lib/batch/lab/lab-results-csv');
const { summaryOf } = await import('@/lib/batch/worker/summary-of');
const { figuresOfRun } = await import('@/lib/exercises/evidence/run-figures');
const { formatSetup, parseSetup } = await import('@/lib/experiment/setup-url');
const { jsonFile } = await import('@/lib/export/json-pieces');
const { measurementsCsv } = await import('@/lib/export/measurements-csv');
const { parseRun } = await import('@/lib/export/parse-run');
const { restoreRun } = await import('@/lib/export/restore-run');
const { documentOf } = await import('@/lib/export/run-document');
const { figuresOf } = await import('@/lib/export/run-figures');
const { MESSAGES } = await import('@/lib/i18n/messages');
const { answersAgree } = await import('@/lib/measure/answers-agree');
const { hostRun } = await import('../lane-host');

type Source = Parameters<typeof documentOf>[0];

const QUICK = 'count=120&rate=40&interval=500';
const fileOf = async (source: Source) => (await jsonFile(await documentOf(source))).text();
const restored = async (text: string) => restoreRun(await parseRun(text));

async function figures(source: Source) {
  const found = await figuresOf(source);
  if (!found) throw new Error('The run has no lanes.');
  return found;
}

/** What a reader sees of it, as mark-up. */
const drawn = (children: ReactNode, modes: object = {}) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      messages={{ ...MESSAGES, modes: { ...MESSAGES.modes, ...modes } }}
      timeZone="UTC"
    >
      {children}
    </NextIntlClientProvider>,
  );

describe('a fourth mode', () => {
  const slow = { fake: { plan: () => ({ transferMs: 20 }) } };

  it('is a lane of every run, with figures beside those of the others', async () => {
    const state = await hostRun({ address: QUICK, plans: slow }).end();
    expect(state).toMatchObject({ phase: 'done', parity: { state: 'agreed' } });
    expect(state.records.map(({ id, status }) => [id, status.state])).toEqual(
      ['batch', 'online', 'edge', 'fog'].map((id) => [id, 'done']),
    );
    const { last, pairs, throughput, findings } = await figures(state);
    expect(last.summaries[3]).toMatchObject({
      id: 'fog',
      counts: { completed: 120 },
      latency: { p50: { state: 'earned', valueMs: expect.closeTo(21, 0) } },
    });
    expect(pairs.filter(({ b }) => b.id === 'fog').map(({ a }) => a.id)).toEqual(['batch', 'online', 'edge']);
    expect(Object.keys(throughput.windows[0]?.perSecond ?? {})).toContain('fog');
    expect(findings.length).toBeGreaterThan(0);
    expect(figuresOfRun(last.summaries)).toHaveProperty(['fog.median']);
  });

  it('is written to files and read back with the same figures', async () => {
    const state = { ...(await hostRun({ address: `${QUICK}&lanes=online,fog`, plans: slow }).end()), samples: null };
    const run = { ...(await restored(await fileOf(state))), samples: null };
    expect(run.records.map(({ modeId }) => modeId)).toEqual(['online', 'fog']);
    expect((await figures(run)).last.summaries).toEqual((await figures(state)).last.summaries);
    expect(await (await measurementsCsv(state)).text()).toMatch(/^1,fog,0,completed,/m);
  });

  it('stands in an address, with what it takes of the conditions', () => {
    const { setup, problems } = parseSetup(new URLSearchParams('lanes=edge,fog&network=4g'));
    expect(problems).toEqual([]);
    expect(setup).toMatchObject({ lanes: ['edge', 'fog'], network: '4g' });
    expect(parseSetup(new URLSearchParams(formatSetup(setup))).setup).toEqual(setup);
  });

  it('has its mark, its colours and its name by one line each', () => {
    LANE_STYLE[fog] = laneStyle(
      'fog',
      (radius) => `M0 ${-radius}L${radius} 0L0 ${radius}L${-radius} 0Z`,
      [1, 3],
      'butt',
    );
    expect(drawn(<LaneMark lane={fog} />)).toContain('<g fill="var(--fog)"><path d="M0 -8L8 0L0 8L-8 0Z"');
    const Name = () => useLaneName()({ id: 'fog', modeId: fog });
    expect(drawn(<Name />, { fog: { name: 'Fog' } })).toBe('Fog');
  });
});

describe('a model that answers with a value', () => {
  const answer = (row: Float32Array) => Float32Array.of((row[0] ?? 0) / 2);
  const plans = { job: { answer }, http: { answer }, worker: { answer }, fake: { answer } };
  const loadSamples = async (): Promise<TableSamples> => ({
    kind: 'table',
    count: 20,
    values: Float32Array.from({ length: 20 * WIDTH }, (_, index) => index),
    labels: new Uint8Array(20),
  });
  const run = () => hostRun({ address: `${QUICK}&model=rain`, plans, loadSamples }).end();

  it('is run in every lane, and its values are what was answered', async () => {
    const state = await run();
    expect(state).toMatchObject({ phase: 'done', parity: { state: 'agreed' } });
    expect(state.records).toHaveLength(4);
    for (const { measurements } of state.records)
      for (const measurement of measurements)
        expect(measurement).toMatchObject({
          outcome: 'completed',
          answer: { value: ((state.workload?.sampleIndex[measurement.item] ?? 0) * WIDTH) / 2 },
        });
  });

  it('has figures like any other, but nothing right or wrong', async () => {
    const { last, validity } = await figures(await run());
    for (const summary of last.summaries) {
      expect(summary.latency.p50.state).toBe('earned');
      expect(summary.accuracy).toBeNull();
    }
    expect(validity.reasons.map(({ id }) => id)).not.toContain('answers-disagree');
  });

  it('SPEC 5.4: values that differ by more than the tolerance of the file are a disagreement', () => {
    const { absolute } = findVersion(TARGET).tolerance;
    const lane = (id: string, value: number) => ({
      id,
      target: TARGET,
      items: Float64Array.of(0),
      classIndex: Float64Array.of(-1),
      probability: Float64Array.of(value),
    });
    expect(answersAgree([lane('online', 12), lane('edge', 12 + absolute / 2)]).state).toBe('agreed');
    expect(answersAgree([lane('online', 12), lane('edge', 12 + absolute * 2)]).state).toBe('disagreed');
  });

  it('is written to files in a column of its own, and read back', async () => {
    const state = await run();
    const text = await fileOf(state);
    const [first] = (JSON.parse(text) as Awaited<ReturnType<typeof documentOf>>).repeats[0]?.lanes ?? [];
    expect(new Set(first?.measurements.classIndex)).toEqual(new Set([null]));
    expect(first?.measurements.value).toHaveLength(120);
    const back = await restored(text);
    expect(back.records.map(({ measurements }) => [...measurements])).toEqual(
      state.records.map(({ measurements }) => [...measurements]),
    );
    const [header, row] = (await (await measurementsCsv(state)).text()).split(/\r?\n/);
    expect(header).toMatch(/,class_index,probability,value,error$/);
    expect(row).toMatch(/,,,[\d.]+,$/);
  });

  it('leaves the files of other models as they are', async () => {
    const state = await hostRun({ address: QUICK }).end();
    const [first] = (JSON.parse(await fileOf(state)) as Awaited<ReturnType<typeof documentOf>>).repeats[0]?.lanes ?? [];
    expect(first?.measurements).not.toHaveProperty('value');
    expect((await (await measurementsCsv(state)).text()).split(/\r?\n/)[0]).toMatch(/,class_index,probability,error$/);
  });

  it('has answers to jobs of the Lab, and nothing to count in them', () => {
    const outputs = { shape: [2, 1], data: Float32Array.of(0.5, 12) };
    const job = {} as Parameters<typeof labResultsCsv>[0]['job'];
    expect([...labResultsCsv({ job, outputs }, RAIN)].join('')).toBe('sample,value\r\n0,0.5\r\n1,12\r\n');
    expect(summaryOf(outputs.data, 0, null)).toEqual({ classCounts: [], labelled: 0, correct: 0 });
  });

  it('is said as a number, and by its id where it has no words', () => {
    const Said = () => {
      const words = useModelWords();
      return `${words.model('rain')}: ${words.answer('rain', { value: 12.3456 })}`;
    };
    expect(drawn(<Said />)).toBe('rain: 12.35');
  });
});
