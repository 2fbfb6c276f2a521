import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from '@/lib/export/parse-study';
import { restoreRun } from '@/lib/export/restore-run';
import { figuresOf } from '@/lib/export/run-figures';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trilane-simulate-'));
});
afterAll(() => rm(folder, { recursive: true }));

const simulate = (args: readonly string[], input = '') =>
  spawnSync(process.execPath, ['lib/commands/simulate.mjs', ...args], { encoding: 'utf8', input });

const queue = (changes: object = {}) => ({
  version: 1,
  seed: 5,
  requests: 3000,
  arrivals: { kind: 'poisson', perSecond: 60 },
  lanes: {
    online: {
      servers: 1,
      workersPerServer: 1,
      serviceMs: { kind: 'exponential', mean: 9 },
      batchMost: 1,
      queueMost: null,
    },
  },
  ...changes,
});

async function fileOf(name: string, value: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

describe('npm run simulate', () => {
  test('prints one JSON object with the figures of each lane, and ends with 0', async () => {
    const { status, stdout, stderr } = simulate([await fileOf('queue.json', queue())]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { seed, events, elapsedMs, lanes } = JSON.parse(stdout);
    expect(seed).toBe(5);
    expect(events).toBeGreaterThanOrEqual(6000);
    expect(elapsedMs).toBeGreaterThan(0);
    expect(Object.keys(lanes)).toEqual(['online']);
    expect(lanes.online).toMatchObject({ requests: 3000, completed: 3000, rejected: 0, failed: 0, timedOut: 0 });
    for (const name of ['utilisation', 'queueLengthMean', 'throughputPerSecond'])
      expect(lanes.online[name]).toBeGreaterThan(0);
    for (const { mean, low, high, p50, p90, p95, p99 } of [lanes.online.waitMs, lanes.online.latencyMs]) {
      expect([low <= mean, mean <= high, p50 <= p90, p90 <= p95, p95 <= p99]).toEqual([true, true, true, true, true]);
    }
  });

  test('prints an interval of every percentile and share of several replications', async () => {
    const run = async (replications: number) => {
      const path = await fileOf('replications.json', queue({ requests: 1000, replications }));
      return JSON.parse(simulate([path]).stdout).lanes.online;
    };
    expect(await run(1)).not.toHaveProperty('replicated');
    const { latencyMs, replicated } = await run(3);
    expect(replicated).toMatchObject({ count: 3, shares: { failed: { state: 'unseen', value: 0 } } });
    expect(replicated.latencyMs.p50).toMatchObject({ value: latencyMs.p50, low: expect.any(Number) });
    expect(replicated.latencyMs.p99).toEqual({ state: 'too-few', value: latencyMs.p99 });
  });

  test('gives the same figures for the same seed, and others for another', async () => {
    const figures = async (name: string, seed: number) => {
      const { lanes } = JSON.parse(simulate([await fileOf(name, queue({ seed }))]).stdout);
      return lanes;
    };
    const first = await figures('first.json', 5);
    expect(await figures('again.json', 5)).toEqual(first);
    expect(await figures('other.json', 6)).not.toEqual(first);
  });

  test('reads standard input where it is asked to', () => {
    const { status, stdout } = simulate(['-'], `\uFEFF${JSON.stringify(queue({ requests: 50 }))}`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).lanes.online.requests).toBe(50);
  });

  test('tells what is wrong field by field, and ends with 2', async () => {
    const lanes = { online: { servers: 0, serviceMs: { kind: 'exponential' }, wings: 2 } };
    const { status, stdout, stderr } = simulate([await fileOf('bad.json', queue({ requests: 'many', lanes }))]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([
      'requests: must be a number',
      'lanes.online.servers: must be at least 1',
      'lanes.online.serviceMs.mean: is missing',
      'lanes.online.wings: there is no such field',
    ]);
  });

  test.each([
    ['no file is named', [], /^Name one scenario: npm run simulate/],
    ['two are named', ['a.json', 'b.json'], /^Name one scenario/],
    ['an option is unknown', ['a.json', '--fast'], /^Name one scenario/],
    [
      'the file is not there',
      ['/nowhere/at-all.json'],
      /^\/nowhere\/at-all\.json cannot be read: there is no such file$/m,
    ],
    ['the file is a folder', ['/'], /^\/ cannot be read: it is a folder$/m],
  ])('ends with 2 where %s', (_, args, words) => {
    const { status, stdout, stderr } = simulate(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });

  test.each([['{"version": 1,'], ['soon'], ['']])(
    'ends with 2 where the file holds %j, which is not JSON',
    async (text) => {
      const { status, stderr } = simulate([await fileOf('text.json', text)]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/text\.json is not JSON: /);
    },
  );

  test('sends a terminal nothing that it may take for an order', async () => {
    const { status, stderr } = simulate([await fileOf('orders.json', '{"a": \u001b[31mred\u0000')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/is not JSON: /);
    expect(stderr.trimEnd()).not.toMatch(/\p{C}/u);
  });

  test('writes a run that opens, unaltered and marked as simulated', async () => {
    const out = join(folder, 'run.json');
    const { status, stdout } = simulate([await fileOf('kept.json', queue({ requests: 200 })), '--out', out]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).lanes.online.requests).toBe(200);
    const parsed = await parseDocument(await readFile(out, 'utf8'));
    expect(parsed).toMatchObject({
      kind: 'run',
      altered: false,
      document: { simulated: true, simulation: { requests: 200, told: { online: 200 } } },
    });
    if (parsed.kind !== 'run') throw new Error('It is no run.');
    const run = await restoreRun(parsed);
    const figures = await figuresOf({ ...run, samples: { labels: new Uint8Array(100_000) } });
    expect(figures?.last.summaries[0]?.counts.completed).toBe(200);
    expect(figures?.last.summaries[0]?.accuracy, 'no model answered: nothing is right or wrong').toBeNull();
    expect(figures?.validity.reasons.map(({ id }) => id)).not.toContain('answers-disagree');
  });

  describe('where it cannot write', () => {
    const scenario = () => fileOf('unwritten.json', queue({ requests: 200 }));
    const figures = async (out: string) => told(simulate([await scenario(), '--out', out]));
    const told = (run: ReturnType<typeof simulate>) => {
      // All that is left of what was played.
      expect(JSON.parse(run.stdout).lanes.online.requests).toBe(200);
      expect(run.status).toBe(1);
      return run.stderr;
    };

    test('prints the figures all the same, says why, and ends with 1', async () => {
      const nowhere = join(folder, 'nowhere');
      const out = join(nowhere, 'run.json');
      expect(await figures(out)).toBe(`trilane: storage-failed: ${out} cannot be written: ${nowhere} is no folder.\n`);
      expect(await figures(folder)).toBe(`trilane: storage-failed: ${folder} cannot be written: it is a folder.\n`);
    });

    test.runIf(existsSync('/dev/full'))('though it looked as if it could', async () => {
      // The device of Linux on which nothing has room.
      expect(await figures('/dev/full')).toBe(
        'trilane: storage-full: /dev/full cannot be written: the disk is full.\n',
      );
    });

    // Who may do everything is kept out of nothing.
    test.runIf(process.getuid && process.getuid() !== 0)(
      'nor even look: it says what this user may not do',
      async () => {
        const closed = await mkdtemp(join(tmpdir(), 'trilane-closed-'));
        const out = join(closed, 'run.json');
        const why = 'this user may not do that';
        try {
          await chmod(closed, 0o555);
          expect(await figures(out)).toBe(
            `trilane: storage-failed: ${out} cannot be written: in its folder, ${why}.\n`,
          );
          await chmod(closed, 0o000);
          expect(await figures(out)).toBe(
            `trilane: storage-failed: ${out} cannot be written: on the way to ${out}, ${why}.\n`,
          );
        } finally {
          await chmod(closed, 0o755);
          await rm(closed, { recursive: true });
        }
      },
    );

    test.runIf(existsSync('/bin/sh'))('all of it: half a run is not left behind', async () => {
      const out = join(folder, 'half.json');
      const command = `ulimit -f 16 && exec "$0" lib/commands/simulate.mjs "$1" --out "$2"`;
      const path = await scenario();
      const run = spawnSync('/bin/sh', ['-c', command, process.execPath, path, out], { encoding: 'utf8' });
      expect(told(run)).toBe(
        `trilane: storage-failed: ${out} cannot be written: the file is larger than this user or this disk may hold.\n`,
      );
      expect(existsSync(out)).toBe(false);
    });
  });
});
