import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright/test';
import { medianOf } from '@/lib/measure/median';
import type { BenchRow } from '../bench-row';
import { withSimulateWorker } from './in-browser';
import { THROUGH_ALL } from './scenarios';

const ROUNDS = 5;
const MILLION = 1_000_000;

/** One million in a worker of Chromium, against a bare loop in the same one; ten million by the command. */
export async function benchSpeed(browser: Browser): Promise<BenchRow[]> {
  const { ours, bare } = await withSimulateWorker(browser, async (play) => {
    const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const bareMs = (await play({ kind: 'bare', requests: MILLION })).elapsedMs;
      const oursMs = (await play({ kind: 'scenario', scenario: THROUGH_ALL(MILLION) })).elapsedMs;
      // The first is compiled while it runs.
      if (round > 0) taken.ours.push(oursMs);
      if (round > 0) taken.bare.push(bareMs);
    }
    return { ours: medianOf(taken.ours), bare: medianOf(taken.bare) };
  });
  const ten = await tenMillion();
  return [
    {
      ...{ name: 'simulate: 1 million requests through network, queue and batches, in a Chromium worker' },
      ...{
        value: ours,
        unit: 'ms',
        baseline: `a bare loop over the same heap, two events a request: ${bare.toFixed(0)} ms`,
      },
      ...{ ratio: ours / bare, target: '< 1,000 ms', ok: ours < 1000 },
    },
    {
      ...{
        name: 'simulate: 10 million by the command',
        value: ten.elapsedMs,
        unit: 'ms',
        baseline: 'budget 12,000 ms',
      },
      ...{ ratio: ten.elapsedMs / 12_000, target: '<= 1', ok: ten.elapsedMs <= 12_000 },
    },
    {
      ...{ name: 'simulate: 10 million, most memory', value: ten.peakMb, unit: 'MB', baseline: 'budget 500 MB' },
      ...{ ratio: ten.peakMb / 500, target: '<= 1', ok: ten.peakMb <= 500 },
    },
  ];
}

async function tenMillion(): Promise<{ readonly elapsedMs: number; readonly peakMb: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'trilane-simulate-'));
  const file = join(folder, 'scenario.json');
  await writeFile(file, JSON.stringify(THROUGH_ALL(10 * MILLION)));
  const child = spawn(process.execPath, ['lib/commands/simulate.mjs', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let peakMb = 0;
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }, 100);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece) => (text += piece));
  await once(child, 'close');
  clearInterval(look);
  await rm(folder, { recursive: true });
  return { elapsedMs: (JSON.parse(text) as { elapsedMs: number }).elapsedMs, peakMb };
}
