import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { reportOf } from '@/lib/errors';
import { readEventStream } from '@/lib/wire/event-stream';
import { createRandom } from '@/lib/workload/random';
import { count } from '../bench/load/browser';
import { type Browser, createBrowser } from './browser';
import type { ClassOrder, ClassReport } from './messages';
import { drawVisit } from './visits';

// A class that goes on, in a process of its own: what it takes is not the server's.

/** Between two visits of a learner, on average. */
const APART_MS = 25_000;
/** A visit that is not over by then hangs. */
const LONGEST_VISIT_MS = 120_000;
const CLINGING = 20;

const visits: Record<string, number> = {};
const troubles: Record<string, number> = {};
let events = 0;
let isOpen = false;
/** Resolves when visits may begin again. */
let opened: Promise<void>;
let open = () => {};
let underWay = 0;
let noneIsUnderWay = () => {};
const leaving = new AbortController();
setMaxListeners(0, leaving.signal);
const trouble = (what: string) => count(troubles, what);

function close(): void {
  isOpen = false;
  opened = new Promise((resolve) => {
    open = resolve;
  });
}

async function sit(baseUrl: string, seed: number): Promise<void> {
  const random = createRandom(seed);
  for (let visit = 0; !leaving.signal.aborted; ) {
    await opened;
    await sleep(-Math.log(1 - random()) * APART_MS, undefined, { signal: leaving.signal }).catch(() => {});
    if (!isOpen || leaving.signal.aborted) continue;
    underWay++;
    await visitOnce(createBrowser(baseUrl, seed + 1000 * ++visit, trouble));
    underWay--;
    if (underWay === 0) noneIsUnderWay();
  }
}

async function visitOnce(browser: Browser): Promise<void> {
  const { name, visit } = drawVisit(browser.random());
  const late = new AbortController();
  try {
    const hangs = await Promise.race([
      visit(browser).then(() => false),
      sleep(LONGEST_VISIT_MS, true, { signal: late.signal }).catch(() => false),
    ]);
    if (hangs) trouble(`${name}: hangs`);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    trouble(`${name}: ${code ?? reportOf(thrown).detail}`);
  } finally {
    late.abort();
    browser.leave();
    count(visits, name);
  }
}

async function watchOverview(baseUrl: string, seed: number): Promise<void> {
  const browser = createBrowser(baseUrl, seed, trouble);
  leaving.signal.addEventListener('abort', () => browser.leave());
  try {
    const response = await browser.ask('/api/console/events');
    if (response.body) for await (const _ of readEventStream(response.body)) events++;
    if (!leaving.signal.aborted) trouble('watcher: the stream ended');
  } catch {
    if (!leaving.signal.aborted) trouble('watcher: the stream broke');
  }
}

/** Readers of streams, halves of requests, connections that are silent. */
async function cling(): Promise<void> {
  const browser = createBrowser(baseUrlNow, 1, () => {});
  const host = new URL(baseUrlNow).host;
  for (let place = 0; place < CLINGING; place++) {
    const texts = [
      `GET /api/console/events HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      `POST /api/batches HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{`,
      `GET /lab HTTP/1.1\r\n`,
      '',
    ];
    (await browser.open()).write(texts[place % texts.length] ?? '');
  }
}

let baseUrlNow = '';

const CARRY_OUT: { readonly [K in ClassOrder['kind']]: (order: Extract<ClassOrder, { kind: K }>) => Promise<void> } = {
  async begin({ baseUrl, seats, watchers, seed }) {
    baseUrlNow = baseUrl;
    close();
    for (let place = 0; place < watchers; place++) void watchOverview(baseUrl, seed - place - 1);
    for (let place = 0; place < seats; place++) void sit(baseUrl, seed + place);
    await CARRY_OUT.goOn({ kind: 'goOn' });
  },
  async rest() {
    close();
    if (underWay === 0) return;
    await new Promise<void>((resolve) => {
      noneIsUnderWay = resolve;
    });
  },
  async goOn() {
    isOpen = true;
    open();
  },
  async leave() {
    leaving.abort();
    open();
  },
  cling,
};

process.on('message', async (order: ClassOrder) => {
  await CARRY_OUT[order.kind](order as never);
  const report: ClassReport = { visits, troubles, events };
  process.send?.(report);
});
process.once('disconnect', () => process.exit());
