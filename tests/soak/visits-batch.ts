import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOver, UPLOAD_FORMATS } from '@/lib/wire/batch-system';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { JobInfo } from '@/lib/wire/job-schema';
import { type Browser, jsonOf } from './browser';
import { jsonPost, pick } from './visits-lab';

// Of the page Batch: data sets, jobs over them, their answers, all deleted afterwards.

const MODEL = 'credit-risk';
const ROWS = 2000;
const LOOK_MS = 500;
const REMOVE = { method: 'DELETE' };

/** Some call the job off; all take their things away. */
export async function batch(browser: Browser): Promise<void> {
  const { random } = browser;
  const seed = Math.floor(random() * 1000);
  const wanted = { kind: 'generated', name: 'A soak’s', model: MODEL, rows: ROWS, seed };
  const { id: dataSet } = await jsonOf<DataSetInfo>(browser.ask('/api/data-sets', jsonPost(wanted), 201));
  await until(async () => {
    const { state } = await jsonOf<DataSetInfo>(browser.ask(`/api/data-sets/${dataSet}`));
    if (state === 'failed') browser.trouble('a data set failed');
    return state === 'ready' || state === 'failed';
  });
  const order = jsonPost({ model: MODEL, version: 'trees', dataSet, workers: 2 });
  const { id } = await jsonOf<JobInfo>(browser.ask('/api/jobs', order, 202));
  // It may be over by then.
  const isOff = random() < 0.25;
  if (isOff) await browser.see(`/api/jobs/${id}/cancel`, { method: 'POST' }, 200, 409);
  await until(async () => {
    const { state, done } = await jsonOf<JobInfo>(browser.ask(`/api/jobs/${id}`));
    if (!isOver(state)) return false;
    if (!isOff && (state !== 'completed' || done !== ROWS)) browser.trouble(`a job ended as ${state}, ${done} rows`);
    return true;
  });
  if (!isOff) for (const format of ['csv', 'parquet']) await browser.see(`/api/jobs/${id}/results.${format}`);
  await browser.see(`/api/jobs/${id}`, REMOVE, 204);
  await removeSet(browser, dataSet);
}

/** In any format; now and then one that is none. */
export async function upload(browser: Browser): Promise<void> {
  const format = pick(UPLOAD_FORMATS, browser.random());
  const file = await browser.ask(`/api/data-sets/example.${format}?model=${MODEL}`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const send = (body: Uint8Array<ArrayBuffer>, ...statuses: readonly number[]) =>
    browser.ask(
      `/api/data-sets/upload?name=Soak&model=${MODEL}&format=${format}`,
      { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body },
      ...statuses,
    );
  await (
    await send(
      bytes.map((byte) => byte ^ 0x55),
      400,
      413,
      422,
    )
  ).arrayBuffer();
  const { id } = await jsonOf<DataSetInfo>(send(bytes, 201));
  await browser.see('/api/data-sets?limit=20');
  await removeSet(browser, id);
}

/** Announces a file, sends a part of it, and is gone: with a word (FIN) or without one (RST). */
export async function brokenUpload(browser: Browser): Promise<void> {
  const path = `/api/data-sets/upload?name=Half&model=${MODEL}&format=csv`;
  const socket = await browser.open();
  socket
    .resume()
    .write(
      `POST ${path} HTTP/1.1\r\nHost: ${new URL(browser.baseUrl).host}\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\n`,
    );
  socket.write('age,amount\r\n'.repeat(2000));
  await sleep(browser.random() * 1000);
  const closed = once(socket, 'close');
  if (browser.random() < 0.5) socket.end();
  else socket.resetAndDestroy();
  await closed;
}

/** What a worker still reads is deleted a moment later. */
async function removeSet(browser: Browser, id: string): Promise<void> {
  await until(async () => {
    const { status } = await browser.ask(`/api/data-sets/${id}`, REMOVE, 204, 409);
    return status !== 409;
  });
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(LOOK_MS);
}
