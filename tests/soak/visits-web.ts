import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEventStream } from '@/lib/wire/event-stream';
import type { Browser } from './browser';
import { jsonPost, pick } from './visits-lab';

// Pages, the stream of the overview, and what curious people send.

const PAGES = ['/', '/learn', '/lab', '/exercises', '/batch', '/runs', '/api-reference', '/operator'] as const;
const HTML = { headers: { accept: 'text/html' } };
const READ_MS = 1500;
/** The server closes what it lets wait within so long. */
const CLOSED_MS = 60_000;

/** Some pages with what they name: scripts, styles, pictures. */
export async function reads(browser: Browser): Promise<void> {
  for (let page = 0; page < 3; page++) {
    const html = await (await browser.ask(pick(PAGES, browser.random()), HTML)).text();
    const named = [...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map(([, path = '']) => path);
    await Promise.all(named.map((path) => browser.see(path)));
    await sleep(browser.random() * READ_MS);
  }
}

/** Hears the overview for a while, and goes without a word. */
export async function looks(browser: Browser): Promise<void> {
  await browser.see('/batch', HTML);
  const left = new AbortController();
  const response = await browser.ask('/api/console/events', { signal: left.signal });
  const reading = (async () => {
    if (response.body) for await (const _ of readEventStream(response.body));
  })();
  const broken = reading.then(
    () => browser.trouble('the stream of the overview ended'),
    () => left.signal.aborted || browser.trouble('the stream of the overview broke'),
  );
  await sleep(browser.random() * 2 * READ_MS);
  left.abort();
  await broken;
  for (const path of ['/api/jobs?limit=20', '/api/data-sets?limit=20', '/api/batches', '/api/metrics'])
    await browser.see(path);
}

/** Each is refused with a status of its own. */
export async function wrongThings(browser: Browser): Promise<void> {
  const infer = '/v2/models/digits/versions/fp32/infer';
  const json = { 'content-type': 'application/json' };
  const wrong: readonly (readonly [path: string, init: RequestInit, status: number])[] = [
    ['/nowhere', HTML, 404],
    ['/api/nowhere', {}, 404],
    ['/api/batches', { method: 'POST', headers: json, body: '{"model":' }, 400],
    ['/api/batches', jsonPost({ model: 'horoscope', count: 5 }), 404],
    ['/api/batches', jsonPost({ model: 'digits', count: -5 }), 400],
    ['/api/batches/nobody/events', {}, 404],
    ['/api/data-sets', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }, 415],
    ['/api/data-sets/nobody', { method: 'DELETE' }, 404],
    ['/api/jobs', jsonPost({ model: 'digits', version: 'fp32', dataSet: 'nobody' }), 404],
    ['/api/meters/nobody', { method: 'DELETE' }, 404],
    [infer, { method: 'POST', headers: json, body: '[]' }, 400],
    [infer, jsonPost({ inputs: [{ name: 'x', shape: [1], datatype: 'FP32', data: ['a'] }] }), 400],
    ['/api/meters', { method: 'POST', headers: { origin: 'http://elsewhere.example' } }, 403],
    ['/lab', { headers: { host: 'elsewhere.example' } }, 421],
    ['/api/operator', {}, 401],
  ];
  for (const [path, init, status] of wrong) await browser.see(path, init, status);
}

/** As a forgotten tab of another server sends them. */
export async function upgrades(browser: Browser): Promise<void> {
  await browser.see('/learn', HTML);
  for (const path of ['/_next/webpack-hmr', '/api/console/events', '/']) {
    const heads = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
    const socket = await openWith(browser, [`GET ${path} HTTP/1.1`, ...heads]);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!/^HTTP\/1\.1 4\d\d /.test(answer.toString('latin1'))) browser.trouble('an upgrade was not refused');
    socket.end();
    await closes(browser, socket, 'after an upgrade');
  }
}

/** Requests that are begun and left: by going, by saying so, or by silence, which the server ends itself. */
export async function halves(browser: Browser): Promise<void> {
  const post = ['POST /api/batches HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 100'];
  const half = pick([['GET /lab HTTP/1.1', 'Accept: text/html'], post], browser.random());
  const socket = await openWith(browser, half, half === post ? '\r\n{"model":' : '');
  await sleep(browser.random() * 500);
  const way = pick(['goes', 'says', 'waits'] as const, browser.random());
  if (way === 'goes') socket.resetAndDestroy();
  else if (way === 'says') socket.end();
  await closes(browser, socket, `of one who ${way}`);
}

async function openWith(browser: Browser, lines: readonly string[], rest = '\r\n') {
  const socket = await browser.open();
  const [first, ...others] = lines;
  const text = [first, `Host: ${new URL(browser.baseUrl).host}`, ...others].map((line) => `${line}\r\n`).join('');
  socket.resume().write(text + rest);
  return socket;
}

async function closes(browser: Browser, socket: Awaited<ReturnType<typeof openWith>>, which: string): Promise<void> {
  if (socket.destroyed) return;
  const late = new AbortController();
  const isLate = await Promise.race([
    once(socket, 'close').then(() => false),
    sleep(CLOSED_MS, true, { signal: late.signal }).catch(() => true),
  ]);
  late.abort();
  if (isLate) browser.trouble(`a connection ${which} stays open`);
}
