import 'server-only';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApi } from '../api/app';
import { createInferOperations } from '../api/infer';
import { SECURITY_HEADERS } from '../api/security-headers';
import { LONGEST_UPLOAD_MS } from '../batch/data/upload-data-set';
import type { Services } from '../services/services';
import { createInferListener } from './infer-listener';
import { countBytes } from './message-bytes';
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
}

export interface NativeServer {
  /** Such as `http://localhost:3000`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends open connections. The services stay open: whoever made them closes them. */
  close(): Promise<void>;
}

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

  const server = createServer((request, response) => {
    if (infer(request, response)) return;
    services.requests.watch(request, response, isApi(request.url ?? '') ? 'unknown path of the API' : 'page or file');
    if (isApi(request.url ?? '')) {
      countBytes(services.ledger, request, response);
      void api(request, response);
      return;
    }
    services.ledger.request(undefined);
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    files(request, response, () => (next ?? notFound)(request, response));
  });
  // A large upload over a slow line takes longer than the five minutes that Node allows a request.
  server.requestTimeout = LONGEST_UPLOAD_MS;
  await listen(server, port, host);
  const { port: boundPort } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    port: boundPort,
    close: () => close(server),
  };
}

const HEADERS = Object.entries(SECURITY_HEADERS);

function isApi(url: string): boolean {
  return url.startsWith('/v2/') || url.startsWith('/api/') || /^\/(v2|api)(\?|$)/.test(url);
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

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
