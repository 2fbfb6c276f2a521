import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { createRandom, type Random } from '@/lib/workload/random';

/** Of a browser to one host over HTTP/1.1. */
const CONNECTIONS = 6;
const BODILESS = new Set([204, 304]);

/** What a browser asks a server with: connections of its own, a visitor's cookie, and an eye for answers that should not come. */
export interface Browser {
  readonly baseUrl: string;
  readonly random: Random;
  /** As the browser's own. Aborted, it breaks its connection off. */
  readonly fetch: typeof fetch;
  /** An answer with another status than those is trouble. */
  ask(path: string, init?: RequestInit, ...statuses: readonly number[]): Promise<Response>;
  /** Like `ask`, its body read and thrown away. */
  see(path: string, init?: RequestInit, ...statuses: readonly number[]): Promise<void>;
  /** A connection on which anything can be written; broken off at the latest with the browser. */
  open(): Promise<Socket>;
  trouble(what: string): void;
  /** Closes all tabs. */
  leave(): void;
}

export async function jsonOf<T>(response: Promise<Response>): Promise<T> {
  return (await (await response).json()) as T; // our own server's
}

export function createBrowser(baseUrl: string, seed: number, trouble: (what: string) => void): Browser {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const sockets = new Set<Socket>();
  let cookie: string | undefined;

  const ownFetch = (address: string, { method = 'GET', headers, body, signal }: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      const named = { ...Object.fromEntries(new Headers(headers)), ...(cookie && { cookie }) };
      const sized = body instanceof Uint8Array || typeof body === 'string' ? Buffer.from(body) : undefined;
      const call = request(
        address,
        {
          ...{ method, agent, ...(signal && { signal }) },
          headers: { ...named, ...(sized && { 'content-length': String(sized.byteLength) }) },
        },
        (message) => {
          const { statusCode = 0 } = message;
          const [set] = message.headers['set-cookie'] ?? [];
          if (set) cookie = set.split(';', 1)[0];
          const answer = BODILESS.has(statusCode) ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>);
          if (!answer) message.resume();
          const pairs = Object.entries(message.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value] as [string, string]] : [],
          );
          resolve(new Response(answer, { status: statusCode, headers: pairs }));
        },
      );
      call.once('error', reject);
      call.end(sized);
    });
  const ask: Browser['ask'] = async (path, init, ...statuses) => {
    const response = await ownFetch(baseUrl + path, init);
    const allowed = statuses.length > 0 ? statuses : [200];
    if (!allowed.includes(response.status)) {
      const known = path.replace(/\?.*$/, '').replace(/[0-9a-f-]{36}/g, ':id');
      const said =
        /"code":"([^"]+)"/.exec(
          await response
            .clone()
            .text()
            .catch(() => ''),
        )?.[1] ?? '';
      trouble(`${init?.method ?? 'GET'} ${known}: ${response.status} ${said}`.trimEnd());
    }
    return response;
  };
  return {
    baseUrl,
    random: createRandom(seed),
    fetch: ((address: string | URL, init?: RequestInit) => ownFetch(String(address), init)) as typeof fetch,
    ask,
    async see(...asked) {
      await (await ask(...asked)).arrayBuffer();
    },
    open() {
      const { hostname, port } = new URL(baseUrl);
      return new Promise((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => resolve(socket));
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket)).on('error', reject);
      });
    },
    trouble,
    leave() {
      agent.destroy();
      for (const socket of sockets) socket.destroy();
    },
  };
}
