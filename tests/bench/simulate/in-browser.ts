import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser } from 'playwright/test';
import type { SimulateOrder } from './worker';

export interface Played {
  readonly elapsedMs: number;
  readonly text: string;
}

/** Lends a worker in a page of its own, with nothing else in it. */
export async function withSimulateWorker<T>(
  browser: Browser,
  use: (play: (order: SimulateOrder) => Promise<Played>) => Promise<T>,
): Promise<T> {
  const { outputFiles } = await build({
    ...{ entryPoints: ['tests/bench/simulate/worker.ts'], bundle: true, write: false, format: 'esm', target: 'es2022' },
    ...{ alias: { '@': process.cwd() }, logLevel: 'warning' },
  });
  const server = createServer(({ url }, response) => {
    const isWorker = url === '/worker.js';
    response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
    response.end(isWorker ? outputFiles[0]?.text : '<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await use((order) => page.evaluate(ask, order));
  } finally {
    await page.close();
    server.close();
  }
}

/** Runs inside the page: it is sent there as text. */
function ask(order: SimulateOrder): Promise<Played> {
  const page = window as unknown as { player?: Worker };
  page.player ??= new Worker('/worker.js', { type: 'module' });
  const worker = page.player;
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('error' in data ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(order);
  });
}
