import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeInferRequest } from '@/lib/engine/wire/oip';
import { type NativeServer, type ServerOptions, startServer } from '@/lib/server/native-server';
import { createServices, type ServiceOptions, type Services } from '@/lib/services/services';
import { METER_HEADER } from '@/lib/wire/meter';
import type { MeterReport } from '@/lib/wire/meter-schema';
import { digitsTwice, spoiltCopy, workerFile } from '../contracts/oip-models';

const INFER = '/v2/models/digits/versions/fp32/infer';
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(
  serviceOptions: ServiceOptions = {},
  serverOptions: Partial<ServerOptions> = {},
): Promise<{ server: NativeServer; services: Services }> {
  const services = createServices({ manifest: digitsTwice().manifest, workerCount: 1, ...serviceOptions });
  cleanups.push(() => services.close());
  const server = await startServer({ services, port: 0, host: '127.0.0.1', ...serverOptions });
  cleanups.push(() => server.close());
  return { server, services };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trilane-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  return folder;
}

const message = () =>
  encodeInferRequest({ shape: [1, 1, 28, 28], data: new Float32Array(784) }, digitsTwice().model.input);

function post(server: NativeServer, path = INFER): Promise<Response> {
  const { headers, body } = message();
  return fetch(server.url + path, { method: 'POST', headers: { ...headers }, body });
}

describe('while the models load', () => {
  test('the server lives, is not ready, and says when to come back', async () => {
    const { server } = await start({ workerFile: workerFile('idle') });
    expect((await fetch(`${server.url}/v2/health/live`)).status).toBe(200);
    for (const path of ['/v2/health/ready', '/v2/models/digits/ready', '/v2/models/digits/versions/twin/ready']) {
      const response = await fetch(server.url + path);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(await response.json()).toMatchObject({ code: 'not-ready', error: expect.stringMatching(/loading/) });
    }
    const index = await (await fetch(`${server.url}/v2/repository/index`, { method: 'POST' })).json();
    expect(index).toMatchObject([{ state: 'LOADING' }, { state: 'LOADING' }]);
    const infer = await post(server);
    expect(infer.status).toBe(503);
    expect(infer.headers.get('retry-after')).toBe('1');
    expect((await infer.json()).code).toBe('not-ready');
  });
});

describe('with a tampered model file', () => {
  test('the server is not ready, names the reason wherever the version is asked for, and serves the others', async () => {
    const { manifest, publicRoot, remove } = await spoiltCopy('one byte changed');
    cleanups.push(remove);
    const { server, services } = await start({ manifest, publicRoot });
    await services.pool.settled();
    const whole = await fetch(`${server.url}/v2/health/ready`);
    expect(whole.status).toBe(503);
    expect((await whole.json()).error).toBe('1 of 2 model versions could not be loaded: digits/twin.');
    expect((await fetch(`${server.url}/v2/health/live`)).status).toBe(200);
    expect((await fetch(`${server.url}/v2/models/digits/ready`)).status).toBe(200);
    const ready = await fetch(`${server.url}/v2/models/digits/versions/twin/ready`);
    expect(ready.status).toBe(503);
    expect((await ready.json()).error).toMatch(/digits\/twin could not be loaded.*SHA-256/);
    const infer = await post(server, INFER.replace('fp32', 'twin'));
    expect(infer.status).toBe(500);
    expect((await infer.json()).code).toBe('hash-mismatch');
    const { models } = await (await fetch(`${server.url}/api/models`)).json();
    expect(models[0].versions).toMatchObject([
      { id: 'fp32', load: { state: 'ready' } },
      { id: 'twin', load: { state: 'failed', error: { code: 'hash-mismatch' } } },
    ]);
    const index = async (ready: boolean) => {
      const body = JSON.stringify({ ready });
      return (await fetch(`${server.url}/v2/repository/index`, { method: 'POST', body })).json();
    };
    const fp32 = { name: 'digits', version: 'fp32', state: 'READY', reason: '' };
    const twin = { name: 'digits', version: 'twin', state: 'UNAVAILABLE', reason: expect.stringMatching(/SHA-256/) };
    expect(await index(false)).toEqual([fp32, twin]);
    expect(await index(true)).toEqual([fp32]);
    expect((await post(server)).status).toBe(200);
  });
});

describe('with inference threads that die', () => {
  test('the server lives and is not ready, and says that no thread is left', async () => {
    const { server, services } = await start({ workerFile: workerFile('dead') });
    await services.pool.settled();
    const ready = await fetch(`${server.url}/v2/health/ready`);
    expect(ready.status).toBe(503);
    expect((await ready.json()).error).toMatch(/No inference thread is left/);
    expect((await fetch(`${server.url}/v2/health/live`)).status).toBe(200);
    const text = await (await fetch(`${server.url}/api/metrics`)).text();
    expect(text).toMatch(/^trilane_inference_threads 0$/m);
    expect(text).toMatch(/^trilane_process_deaths_total\{process="inference-thread"\} 3$/m);
    expect(text).toMatch(/^trilane_process_restarts_total\{process="inference-thread"\} 2$/m);
  });
});

describe('with a full queue', () => {
  test('a request is refused with 503 and when to come back, and the ones that wait are answered', async () => {
    const { server, services } = await start({ queueLimit: 2 });
    await services.pool.settled();
    const { headers, body } = message();
    const lines = [`POST ${INFER} HTTP/1.1`, 'host: localhost', `content-length: ${body.length}`];
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    const request = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
    // Sent on one connection without waiting for answers, they are read in one turn of the event loop.
    const text = await exchange(server.port, Buffer.concat([request, request, request]), 3);
    const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]);
    expect(statuses).toEqual(['200', '200', '503']);
    expect(text.slice(text.lastIndexOf('HTTP/1.1'))).toMatch(/retry-after: 1\r\n[\s\S]*"code":"queue-full"/);
    expect((await post(server)).status).toBe(200);
  });
});

describe('SPEC 7.6: the bytes of a metered request', () => {
  test('are those that went over its connection, headers and all, whichever way it is answered', async () => {
    const { server, services } = await start();
    await services.pool.settled();
    const { id } = (await (await fetch(`${server.url}/api/meters`, { method: 'POST' })).json()) as { id: string };
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { headers, body } = message();
    let connection: Socket | undefined;
    const ask = async (method: string, path: string, own: boolean, sent?: Uint8Array) => {
      const named = own ? { [METER_HEADER]: id } : {};
      const asked = request(server.url + path, { method, agent, headers: { ...(sent && headers), ...named } });
      asked.end(sent);
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      connection = answer.socket;
      for await (const _ of answer);
      return { sent: connection.bytesWritten, received: connection.bytesRead };
    };
    await ask('GET', '/plain-and-not-counted', false);
    const before = await ask('GET', '/api/models', false);
    await ask('POST', INFER, true, body);
    await ask('POST', INFER, true, body);
    await ask('GET', '/api/models', true);
    const after = await ask('POST', '/v2/models/digits/infer', true, body.subarray(0, 100));
    agent.destroy();
    const stopped = await fetch(`${server.url}/api/meters/${id}`, { method: 'DELETE' });
    const { bytes } = (await stopped.json()) as MeterReport;
    expect(bytes).toEqual({ received: after.sent - before.sent, sent: after.received - before.received });
  });
});

describe('files', () => {
  async function site() {
    const folder = await temporaryFolder();
    const publicRoot = join(folder, 'public');
    const nextStaticRoot = join(folder, 'static');
    await mkdir(join(publicRoot, 'ort'), { recursive: true });
    await mkdir(nextStaticRoot);
    const wasm = Buffer.alloc(5000, 'wasm');
    await writeFile(join(publicRoot, 'ort', 'run.wasm'), wasm);
    await writeFile(join(publicRoot, 'ort', 'run.wasm.br'), brotliCompressSync(wasm));
    await writeFile(join(publicRoot, 'plain.txt'), 'plain');
    await writeFile(join(nextStaticRoot, 'chunk.js'), 'export {};');
    const { server } = await start({ workerFile: workerFile('idle') }, { publicRoot, nextStaticRoot });
    return { server, wasm };
  }

  test('travel as the compressed variant beside them, where the browser takes it', async () => {
    const { server, wasm } = await site();
    const response = await fetch(`${server.url}/ort/run.wasm`, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('content-type')).toBe('application/wasm');
    expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(Number(response.headers.get('content-length'))).toBe(brotliCompressSync(wasm).length);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(wasm);
    const plain = await fetch(`${server.url}/ort/run.wasm`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(Buffer.from(await plain.arrayBuffer())).toEqual(wasm);
  });

  test('may be kept for ever where the address changes with the bytes, and are asked about again elsewhere', async () => {
    const { server } = await site();
    const cacheOf = async (path: string) => (await fetch(server.url + path)).headers.get('cache-control');
    expect(await cacheOf('/ort/run.wasm')).toBe('public,max-age=31536000,immutable');
    expect(await cacheOf('/plain.txt?sha256=abc')).toBe('public,max-age=31536000,immutable');
    expect(await cacheOf('/_next/static/chunk.js')).toBe('public,max-age=31536000,immutable');
    expect(await cacheOf('/plain.txt')).toBe('no-cache');
  });

  test('and everything else carry the headers that isolate the page', async () => {
    const { server } = await site();
    for (const path of ['/plain.txt', '/ort/run.wasm', '/_next/static/chunk.js', '/nothing']) {
      const { headers, status } = await fetch(server.url + path);
      expect(status, path).toBe(path === '/nothing' ? 404 : 200);
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy'), path).toBe('require-corp');
      expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    }
  });

  test('outside the public folder are out of reach', async () => {
    const { server } = await site();
    for (const path of [
      '/../package.json',
      '/%2e%2e/static/chunk.js',
      '/_next/static/../../public/plain.txt',
      '/ort/..%2f..%2fstatic/chunk.js',
    ]) {
      const text = await exchange(server.port, Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`), 1);
      expect(text, path).toMatch(/^HTTP\/1\.1 404/);
    }
  });
});

describe('what is neither API nor file', () => {
  test('goes to Next, with the headers that isolate the page already set', async () => {
    const { server } = await start(
      { workerFile: workerFile('idle') },
      { next: (request, response) => void response.end(`page ${request.url}`) },
    );
    const response = await fetch(`${server.url}/lab?model=digits`);
    expect(await response.text()).toBe('page /lab?model=digits');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toBeNull();
    expect((await fetch(`${server.url}/v22`)).status).toBe(200);
    expect((await fetch(`${server.url}/api/nothing`)).status).toBe(404);
  });
});

describe('a port', () => {
  test('that is taken is an error that says so', async () => {
    const { server, services } = await start({ workerFile: workerFile('idle') });
    await expect(startServer({ services, port: server.port, host: '127.0.0.1' })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  test('is free again once the server is closed, whoever is still connected', async () => {
    const { server, services } = await start({ workerFile: workerFile('idle') });
    await (await fetch(`${server.url}/v2`)).json();
    await server.close();
    const again = await startServer({ services, port: server.port, host: '127.0.0.1' });
    await again.close();
  });
});

/** Writes bytes to a port as they are and reads until so many answers have come whole. */
function exchange(port: number, bytes: Uint8Array, answers: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
    socket.on('data', (piece) => {
      text += piece;
      if (countAnswers(text) >= answers) socket.destroy();
    });
  });
}

function countAnswers(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; count++) {
    const bodyAt = text.indexOf('\r\n\r\n', at) + 4;
    if (bodyAt < 4) return count;
    const length = /content-length: (\d+)/i.exec(text.slice(at, bodyAt))?.[1];
    at = length === undefined ? text.indexOf('\r\n0\r\n\r\n', bodyAt - 2) + 7 : bodyAt + Number(length);
    if (at < bodyAt || at > text.length) return count;
  }
  return count;
}
