import 'server-only';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { ConnectionLimits } from '../access/limits';
import { createApi } from '../api/app';
import { createInferOperations } from '../api/infer';
import { whenOver } from '../api/when-over';
import { LONGEST_UPLOAD_MS } from '../batch/data/upload-data-set';
import type { Services } from '../services/services';
import type { BodyWatch } from './body-watch';
import { watchConnections } from './connections';
import { createGate } from './gate';
import { createInferListener } from './infer-listener';
import { countBytes } from './message-bytes';
import { addSiteHeaders, addTransportSecurity } from './site-headers';
import { createStaticHandler } from './static-files';

export interface ServerOptions {
  readonly services: Services;
  /** 0 = any free port. */
  readonly port: number;
  readonly host: string;
  /** Default `public`. */
  readonly publicRoot?: string;
  /** Default `.next/static`. */
  readonly nextStaticRoot?: string;
  /** Answers what is neither API nor file; without it that is a 404. */
  readonly next?: RequestListener;
  /** The most connections. */
  readonly connections?: ConnectionLimits;
  /** For tests: how long a reader may read nothing of what it is sent. */
  readonly stalledMs?: number;
  /** For tests. */
  readonly bodyWatch?: BodyWatch;
}

export interface NativeServer {
  /** Such as `http://localhost:3000`. */
  readonly url: string;
  readonly port: number;
  /** Connections that are open. */
  connections(): number;
  /**
   * Takes no more connections, ends streams, lets requests that are under way be answered for so long (default: not at all), and then
   * ends every connection, whatever clients do. The services stay open: whoever made them closes them.
   */
  close(patienceMs?: number): Promise<void>;
}

/** Longer than proxies keep an idle connection (nginx a minute, Caddy two), so that none sends a request into one that is being closed. */
const KEEP_ALIVE_MS = 130_000;
const HEADERS_MS = 15_000;
/** A reader that takes nothing of its answer for so long, or twice as long (Node looks once more), is not there, or means to hold it. */
const STALLED_MS = 60_000;
const LOOK_MS = 25;

/**
 * Starts the HTTP server: the API natively, files as they lie on disk, everything else to Next.
 * @throws the error of `listen`, such as one with the code `EADDRINUSE`
 */
export async function startServer(options: ServerOptions): Promise<NativeServer> {
  const { services, port, host, publicRoot = join(process.cwd(), 'public'), next } = options;
  const nextStaticRoot = options.nextStaticRoot ?? join(process.cwd(), '.next', 'static');
  const findInfer = createInferOperations(services);
  const infer = createInferListener(findInfer, services.ledger, services.requests);
  services.seesBytes = true;
  // Next needs the globals as they were.
  const api = getRequestListener(createApi(services, findInfer).fetch, { overrideGlobalObjects: false });
  const files = createStaticHandler(publicRoot, nextStaticRoot);
  const gate = createGate(services, options.bodyWatch);
  const underWay = new Set<ServerResponse>();
  let isClosing = false;

  const server = createServer((request, response) => {
    addTransportSecurity(request, response);
    if (isClosing) response.shouldKeepAlive = false;
    underWay.add(response);
    whenOver(request, response, () => underWay.delete(response));
    const way = gate.enter(request, response);
    if (!way || infer(request, response)) return;
    services.requests.watch(request, response, way === 'api' ? 'unknown path of the API' : 'page or file');
    if (way === 'api') {
      countBytes(services.ledger, request, response);
      void api(request, response);
      return;
    }
    services.ledger.request(undefined);
    addSiteHeaders(response);
    files(request, response, () => (next ?? notFound)(request, response));
  });
  // A large upload over a slow line takes longer than the five minutes that Node allows a request; the gate watches bodies.
  server.requestTimeout = LONGEST_UPLOAD_MS;
  server.headersTimeout = HEADERS_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  ignoreUpgrades(server);
  endStalled(server, underWay, options.stalledMs);
  const { access } = services;
  const connections = watchConnections(
    server,
    () => access.refused('connections'),
    options.connections,
    access.isProxy,
  );
  await listen(server, port, host);
  const { port: boundPort } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    port: boundPort,
    connections: connections.count,
    async close(patienceMs = 0) {
      isClosing = true;
      for (const response of underWay) response.shouldKeepAlive = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      gate.endStreams();
      const endMs = performance.now() + patienceMs;
      while (connections.count() > 0 && performance.now() < endMs) {
        // Browsers open connections ahead of any request, which Node does not count as idle.
        const busy = new Set([...underWay].map(({ socket }) => socket));
        connections.end((socket) => !busy.has(socket));
        await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, LOOK_MS))]);
      }
      connections.destroyAll();
      gate.close();
      await closed;
    },
  };
}

/**
 * Where nobody listens for upgrades, Node answers a request for one like any other (RFC 9110, section 7.8), and its connection is closed
 * like any other. Next adds a listener of its own at its first page, which keeps such connections for ever.
 */
function ignoreUpgrades(server: Server): void {
  server.on('newListener', (event: string | symbol, listener: (...args: unknown[]) => void) => {
    if (event === 'upgrade') queueMicrotask(() => server.off('upgrade', listener));
  });
}

/**
 * Ends connections on which nothing has moved for a while: idle ones, and those whose reader does not read. Where an answer is still being made
 * nothing moves either, and that is our own delay.
 */
function endStalled(server: Server, underWay: ReadonlySet<ServerResponse>, stalledMs = STALLED_MS): void {
  server.timeout = stalledMs;
  server.on('timeout', (socket) => {
    const isBeingMade = socket.writableLength === 0 && [...underWay].some((response) => response.socket === socket);
    if (!isBeingMade) socket.destroy();
  });
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found.\n');
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
