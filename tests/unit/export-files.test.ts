import { describe, expect, it } from 'vitest';
import { RUN_FILES } from '@/lib/export/run-file-kinds';
import { runFile } from '@/lib/export/run-files';
import { exampleRun } from './export-fixtures';
import { completed, recordOf, steadyRecord } from './measure-fixtures';

const textOf = async (...args: [Parameters<typeof runFile>[0], Parameters<typeof runFile>[1]]) =>
  (await runFile(...args, ({ id }) => `because of ${id}`)).blob.text();

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
}

const eventsOf = async (source: Parameters<typeof runFile>[1]) =>
  (JSON.parse(await textOf('trace', source)) as { traceEvents: TraceEvent[] }).traceEvents;

describe('the files of a run', () => {
  it('are named after the model and the moment, each differently', async () => {
    const names = await Promise.all(RUN_FILES.map(async (kind) => (await runFile(kind, exampleRun(), String)).name));
    expect(new Set(names).size).toBe(RUN_FILES.length);
    expect(names[0]).toBe('trilane-digits-fp32-20261122-100000.json');
  });
});

describe('the CSV', () => {
  it('has one header and a row for every measurement of every repeat', async () => {
    const run = exampleRun(7);
    const lines = (await textOf('csv', run)).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 2 * 3 * 7);
    expect(lines.filter((line) => line === lines[0])).toHaveLength(1);
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([...Array(21).fill('1'), ...Array(21).fill('2')]);
  });
});

describe('the summary', () => {
  it('has a block a lane and repeat, with a verdict in each and the reasons under it', async () => {
    const text = await textOf('summary', exampleRun());
    expect(text.match(/^Result is {2,}: INVALID$/gm)).toHaveLength(6);
    expect(text).toContain('  * because of too-short');
    expect(text).toContain('This is not an MLPerf result.');
    expect(text).toMatch(/^Scenario +: Server$/m);
    expect(text).toMatch(/^Scheduled samples per second +: \d/m);
  });

  it('says how far a percentile is that was not earned, and gives the interval of one that was', async () => {
    const records = [steadyRecord('edge', 200, (item) => 5 + (item % 10))];
    const text = await textOf('summary', { ...exampleRun(), records, repeats: [] });
    expect(text).toMatch(/^90.00 percentile latency \(ms\) +: 13 {2}\(95% interval \d+ to \d+\)$/m);
    expect(text).toMatch(/^99.00 percentile latency \(ms\) +: not earned: 200 of 662$/m);
  });

  it.each([
    ['Offline', { pattern: 'at-once' }, 'Samples per second'],
    ['SingleStream', { loop: 'closed', users: 1 }, '90th percentile latency'],
    ['closed loop, 4 users', { loop: 'closed', users: 4 }, 'Completed samples per second'],
  ] as const)('calls the scenario %s by its name', async (scenario, change, headline) => {
    const run = exampleRun();
    const setup = { ...(run.setup as NonNullable<typeof run.setup>), ...change };
    const text = await textOf('summary', { ...run, setup });
    expect(text).toContain(`: ${scenario}\n`);
    expect(text).toContain(headline);
  });

  it('names every setting and the hash of every model', async () => {
    const run = exampleRun();
    const text = await textOf('summary', run);
    for (const name of Object.keys(run.setup ?? {})) expect(text).toMatch(new RegExp(`^${name} +: `, 'm'));
    expect(text).toContain(run.loaded.edge?.sha256);
  });
});

describe('the trace', () => {
  it('nests the stages of an item within it, and nothing else overlaps on a thread', async () => {
    const events = await eventsOf(exampleRun(40));
    const drawn = events.filter(({ ph }) => ph === 'X');
    const threads = new Set(drawn.map(({ pid, tid }) => `${pid}.${tid}`));
    expect(threads.size).toBeGreaterThan(6);
    for (const thread of threads) {
      const all = drawn.filter(({ pid, tid }) => `${pid}.${tid}` === thread);
      const items = all.filter(({ cat }) => cat === 'item').sort((a, b) => a.ts - b.ts);
      const stages = all.filter(({ cat }) => cat === 'stage').sort((a, b) => a.ts - b.ts);
      for (const [index, item] of items.entries()) {
        const next = items[index + 1];
        if (next) expect(item.ts + item.dur).toBeLessThanOrEqual(next.ts + 1e-3);
      }
      for (const [index, stage] of stages.entries()) {
        expect(
          items.some((item) => item.ts <= stage.ts && stage.ts + stage.dur <= item.ts + item.dur + 1e-6),
          JSON.stringify(stage),
        ).toBe(true);
        const next = stages[index + 1];
        if (next) expect(stage.ts + stage.dur).toBeLessThanOrEqual(next.ts + 1e-3);
      }
    }
  });

  it('has a named process a lane and repeat, and every item once', async () => {
    const events = await eventsOf(exampleRun(9));
    const names = events.filter(({ name }) => name === 'process_name');
    expect(names).toHaveLength(6);
    expect(new Set(names.map(({ pid }) => pid)).size).toBe(6);
    expect(events.filter(({ cat, ph }) => cat === 'item' && ph === 'X')).toHaveLength(9 * 6);
  });

  it('gives overlapping items as many threads as overlap, and no more than a viewer can show', async () => {
    const together = (count: number) =>
      Array.from({ length: count }, (_, item) => completed(item, { arrived: 0, finished: 5 }));
    const threads = async (count: number) => {
      const events = await eventsOf({ ...exampleRun(), records: [recordOf('batch', together(count))], repeats: [] });
      expect(events.filter(({ cat, ph }) => cat === 'item' && (ph === 'X' || ph === 'b'))).toHaveLength(count);
      return events.filter(({ name }) => name === 'thread_name').length;
    };
    expect(await threads(3)).toBe(3);
    expect(await threads(250)).toBe(200);
  });
});
