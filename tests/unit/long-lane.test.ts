import { describe, expect, it } from 'vitest';
import { runSetupOf, wholeOf, workloadSpecOf } from '@/lib/experiment/setup';
import { MOST_ITEMS_OF_LANE } from '@/lib/experiment/setup-fields';
import { isFeasible } from '@/lib/experiment/setup-limits';
import { defaultSetup, formatSetup, parseSetup } from '@/lib/experiment/setup-url';
import { jsonFile } from '@/lib/export/json-pieces';
import { LONGEST_TEXT, parseRun, readJson, requireOpenable } from '@/lib/export/parse-run';
import { restoreRun } from '@/lib/export/restore-run';
import { documentOf, type RunSource } from '@/lib/export/run-document';
import { figuresOf } from '@/lib/export/run-figures';
import { createBlockWriter, createMeasurementLog, type MeasurementLog } from '@/lib/measure/measurement-log';
import { findModel } from '@/lib/model';
import { createRandom } from '@/lib/workload/random';
import { createWorkload, type Workload } from '@/lib/workload/workload';
import { exampleRun } from './export-fixtures';
import { completed, recordOf, used } from './measure-fixtures';

const MANY = 150_000;
/** As a worker hands them over. */
const BLOCK = 4000;

/** An edge lane that keeps up with its arrivals, as a page hears of it. */
function longLog({ arrivedAtMs, count }: Workload): MeasurementLog {
  const random = createRandom(5);
  const log = createMeasurementLog();
  const writer = createBlockWriter();
  let freeAtMs = 0;
  for (let item = 0; item < count; item++) {
    const arrived = arrivedAtMs[item] ?? 0;
    const started = Math.max(arrived, freeAtMs);
    const computeMs = 0.1 + 0.2 * random();
    freeAtMs = started + computeMs + 0.01;
    writer.push(
      completed(
        item,
        { arrived, started, finished: freeAtMs },
        { stages: { queueMs: started - arrived, computeMs }, classIndex: item % 10 },
      ),
    );
    if (writer.count === BLOCK || item === count - 1) log.append(writer.take().block);
  }
  log.reach(freeAtMs);
  return log;
}

function longRun(count: number): RunSource {
  const example = exampleRun();
  const setup = { ...defaultSetup(), count, perSecond: 2000, lanes: ['edge'] as const };
  const workload = createWorkload(workloadSpecOf(setup, findModel(setup.modelId).samples.count));
  const measurements = longLog(workload);
  const status = { state: 'done', elapsedMs: measurements.reachedMs } as const;
  const records = [{ ...recordOf('edge', [], { resources: used({}), plannedCount: count, status }), measurements }];
  const { edge } = example.loaded;
  return {
    ...example,
    setup,
    workload,
    records,
    repeats: [{ order: ['edge'], records }],
    loaded: edge ? { edge } : {},
  };
}

describe('a lane of very many items', () => {
  it('SPEC 13.9: may run: a million at once, or over ten minutes', () => {
    for (const changes of [
      { count: MOST_ITEMS_OF_LANE, pattern: 'at-once' },
      { count: MOST_ITEMS_OF_LANE, perSecond: 2000 },
      { durationMs: 600_000, perSecond: 1500 },
    ] as const) {
      const setup = runSetupOf({ ...wholeOf(defaultSetup()), ...changes });
      expect(isFeasible(setup)).toBe(true);
      expect(parseSetup(new URLSearchParams(formatSetup(setup)))).toMatchObject({ setup, problems: [] });
    }
  });

  it('of a million is held in its log, to the last', () => {
    const setup = { ...defaultSetup(), count: MOST_ITEMS_OF_LANE, perSecond: 2000 };
    const workload = createWorkload(workloadSpecOf(setup, 1000));
    const log = longLog(workload);
    expect(log.length).toBe(MOST_ITEMS_OF_LANE);
    expect(log.at(MOST_ITEMS_OF_LANE - 1)).toMatchObject({ item: MOST_ITEMS_OF_LANE - 1, outcome: 'completed' });
  });

  it('has figures, and the same ones when its file is opened again', async () => {
    const run = longRun(MANY);
    const figures = await figuresOf(run);
    expect(figures?.last.summaries[0]?.counts.completed).toBe(MANY);
    expect(figures?.last.summaries[0]?.latency.p999.state).toBe('earned');

    const file = await jsonFile(await documentOf(run));
    const parsed = await parseRun(await file.text());
    expect(parsed.altered).toBe(false);
    const restored = await restoreRun(parsed);
    expect(restored.records[0]?.measurements.length).toBe(MANY);
    const again = await figuresOf({ ...restored, samples: run.samples });
    expect(again?.last.summaries[0]?.latency).toEqual(figures?.last.summaries[0]?.latency);
    expect(again?.last.summaries[0]?.itemsPerSecond).toEqual(figures?.last.summaries[0]?.itemsPerSecond);
    // One lane of the most items can be opened again.
    expect(() => requireOpenable((file.size / MANY) * MOST_ITEMS_OF_LANE)).not.toThrow();
  });
});

describe('a file that is too large to be opened', () => {
  it('SPEC 13.9: is refused by name, before it is read, and the words say how large it may be', async () => {
    expect(() => requireOpenable(LONGEST_TEXT)).not.toThrow();
    expect(() => requireOpenable(LONGEST_TEXT + 1)).toThrow(
      expect.objectContaining({ code: 'file-too-large', message: 'It has 401 MB; 400 MB is the most.' }),
    );
    await expect(readJson(' '.repeat(LONGEST_TEXT + 1))).rejects.toMatchObject({ code: 'file-too-large' });
  });
});
