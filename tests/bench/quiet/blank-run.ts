import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Browser } from 'playwright/test';
import { type RunSetup, targetOf, workloadSpecOf } from '@/lib/experiment/setup';
import { medianOf } from '@/lib/measure/median';
import { findModel } from '@/lib/model';
import type { BlankEvent, BlankLoad } from './blank-messages';
import { type BrowserCpu, type BrowserLoad, createCpuReader, loadBetween } from './browser-cpu';

/** A blank page under the load of a run. */
export interface BlankRun {
  readonly load: BrowserLoad;
  readonly onlineMedianMs: number;
  readonly edgeMedianMs: number;
}

/** A short answer in plain text, isolated like every page of ours, with nothing on it that moves. */
const BLANK_PATH = '/v2/health/live';

/** Plays the load of a set-up in the worker of a blank page, in a fresh browser. Needs the workloads of an open loop. */
export async function blankRun(launch: () => Promise<Browser>, baseUrl: string, setup: RunSetup): Promise<BlankRun> {
  const script = await bundledWorker();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(baseUrl + BLANK_PATH);
    if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('The blank page is not isolated.');
    const read = await createCpuReader(browser, page);
    let from: Promise<BrowserCpu> | undefined;
    await page.exposeFunction('benchRunning', () => {
      from = read();
    });
    const load: BlankLoad = {
      workload: workloadSpecOf(setup, findModel(setup.modelId).samples.count),
      target: targetOf(setup, 'online'),
      intervalMs: setup.intervalMs,
      origin: baseUrl,
      runtimeUrl: `${baseUrl}/ort/${runtimeVersion()}/`,
    };
    const { onlineMs, edgeMs } = await page.evaluate(playInPage, { script, load });
    const to = await read();
    if (!from) throw new Error('The blank page never ran.');
    return {
      load: loadBetween(await from, to),
      onlineMedianMs: medianOf(onlineMs),
      edgeMedianMs: medianOf(edgeMs),
    };
  } finally {
    await browser.close();
  }
}

/** Runs inside the page: it is sent there as text. */
function playInPage({ script, load }: { script: string; load: BlankLoad }) {
  const page = window as unknown as { benchRunning(): Promise<void> };
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
  return new Promise<{ onlineMs: number[]; edgeMs: number[] }>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<BlankEvent>) => {
      if (data.type === 'running') void page.benchRunning();
      if (data.type === 'failed') reject(new Error(data.why));
      if (data.type === 'done') resolve({ onlineMs: [...data.onlineMs], edgeMs: [...data.edgeMs] });
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(load);
  });
}

let bundling: Promise<string> | undefined;

function bundledWorker(): Promise<string> {
  bundling ??= build({
    entryPoints: ['tests/bench/quiet/blank-worker.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    logLevel: 'warning',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return bundling;
}

function runtimeVersion(): string {
  const manifest = JSON.parse(readFileSync('node_modules/onnxruntime-web/package.json', 'utf8')) as { version: string };
  return manifest.version;
}
