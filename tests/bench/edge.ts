import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright/test';
import { medianOf } from '@/lib/measure/median';
import { findModel, findVersion } from '@/lib/model';
import type { ModelTarget } from '@/lib/model/manifest';
import type { BenchRow } from './bench-row';
import { bareBlocks, laneBlocks, longTasks } from './edge-page';
import { pressGo, untilOver } from './run-lab';

const ROUNDS = 11;
/** The clock of an isolated page ticks at 5 us, so a tiny model is timed in blocks. */
const BLOCK_ITEMS = 50;
const BLOCKS = 40;

const TARGETS: readonly ModelTarget[] = [
  { modelId: 'digits', versionId: 'fp32' },
  { modelId: 'clothing', versionId: 'mid-fp32' },
];

/**
 * Edge: what the lane measures for an item, against onnxruntime-web called in a bare worker; and whether the page
 * stays free while the lab runs. Rounds alternate, and take turns in who goes first; the first of each is compiled while it runs. The
 * ratio is the median of those of rounds that follow each other, for what else the machine does hits both.
 *
 * @param baseUrl a running native server
 */
export async function benchEdge({ browser, baseUrl }: { browser: Browser; baseUrl: string }): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const target of TARGETS) rows.push(await serviceTime(browser, baseUrl, target));
  rows.push(await freeMainThread(browser, baseUrl));
  return rows;
}

async function serviceTime(browser: Browser, baseUrl: string, target: ModelTarget): Promise<BenchRow> {
  const bare = await serveBarePage(target);
  const blocks = target.modelId === 'digits' ? BLOCKS : 4;
  const barePage = await browser.newPage();
  const labPage = await browser.newPage();
  try {
    await barePage.goto(bare.url);
    const workerUrl = await laneWorkerUrl(labPage, baseUrl);
    const measureBare = async (round: number) =>
      medianOf(await barePage.evaluate(bareBlocks, { blocks, blockItems: BLOCK_ITEMS, from: round * 131 }));
    const measureLane = async (round: number) =>
      medianOf(
        await labPage.evaluate(laneBlocks, { workerUrl, target, blocks, blockItems: BLOCK_ITEMS, seed: round + 1 }),
      );
    const rounds: { bareMs: number; laneMs: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const early = round % 2 === 0 ? await measureBare(round) : null;
      const laneMs = await measureLane(round);
      const bareMs = early ?? (await measureBare(round));
      if (round > 0) rounds.push({ bareMs, laneMs });
    }
    const ratio = medianOf(rounds.map(({ bareMs, laneMs }) => laneMs / bareMs));
    const bareUs = medianOf(rounds.map(({ bareMs }) => bareMs)) * 1000;
    return {
      name: `edge: ${target.modelId} ${target.versionId}, median per item`,
      value: medianOf(rounds.map(({ laneMs }) => laneMs)) * 1000,
      unit: 'us',
      baseline: `onnxruntime-web in a bare worker: ${bareUs.toFixed(1)} us`,
      ratio,
      target: '<= 1.05',
      ok: ratio <= 1.05,
    };
  } finally {
    await Promise.all([barePage.close(), labPage.close()]);
    bare.close();
  }
}

async function freeMainThread(browser: Browser, baseUrl: string): Promise<BenchRow> {
  const page = await browser.newPage();
  try {
    // A reader looks before they press: what the page does while idle is not part of the run.
    await page.goto(`${baseUrl}/lab?count=240&interval=1000&rate=60`, { waitUntil: 'networkidle' });
    await page.evaluate(longTasks);
    await pressGo(page);
    await untilOver(page, 60_000);
    const longest = await page.evaluate(() => (window as unknown as { longestTaskMs: number }).longestTaskMs);
    return {
      name: 'edge: longest main-thread task during a run',
      value: longest,
      unit: 'ms',
      baseline: 'a long task is one over 50 ms',
      ratio: longest / 50,
      target: '<= 1',
      ok: longest <= 50,
    };
  } finally {
    await page.close();
  }
}

/** The lab's own worker, as built: its address is seen when the lab starts a lane. */
async function laneWorkerUrl(page: Page, baseUrl: string): Promise<string> {
  await page.goto(`${baseUrl}/lab?count=100&lanes=edge&rate=60`);
  const started = page.waitForEvent('worker');
  await pressGo(page);
  const url = (await started).url();
  await page.locator('[data-run]:not([data-phase="idle"])').waitFor();
  await pressGo(page);
  return url;
}

/** A blank page, isolated like ours; beside it a worker with nothing in it but onnxruntime-web, the model and its test images. */
async function serveBarePage(target: ModelTarget): Promise<{ url: string; close(): void }> {
  const files: Record<string, string> = {
    '/model.onnx': join('public', findVersion(target).file),
    '/bare.mjs': 'tests/bench/edge-bare-worker.mjs',
    '/samples.u8': join('public', findModel(target.modelId).samples.file),
  };
  const types: Record<string, string> = {
    '.mjs': 'text/javascript',
    '.wasm': 'application/wasm',
    '.html': 'text/html',
  };
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Content-Type', types[path === '/' ? '.html' : extname(path)] ?? 'application/octet-stream');
    try {
      response.end(
        path === '/'
          ? '<!doctype html><title>bare</title>'
          : await readFile(files[path] ?? join('node_modules/onnxruntime-web/dist', path)),
      );
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
