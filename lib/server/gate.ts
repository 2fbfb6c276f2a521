import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOverTls } from '../access/forwarded';
import { SMALL_BODY_BYTES } from '../access/limits';
import { newVisitorToken, visitorCookie, visitorToken } from '../access/visitor';
import { errorParts } from '../api/problem';
import { MOST_BODY_BYTES } from '../api/read-body';
import { whenOver } from '../api/when-over';
import { TrilaneError } from '../errors';
import type { Services } from '../services/services';
import { LARGEST_JOB_BYTES } from '../wire/lab-job';
import { type BodyWatch, createBodyWatch } from './body-watch';

/** What stands before everything that this server answers. */
export interface Gate {
  /** @returns where the request may go on; one that may not has been answered */
  enter(request: IncomingMessage, response: ServerResponse): 'api' | 'site' | undefined;
  /** Ends the answers that would go on for ever; their readers come back, and find another server or none. */
  endStreams(): void;
  close(): void;
}

const UPLOAD = '/api/data-sets/upload';
const ENDLESS = /^\/api\/(?:console\/events|batches\/[^/?]+\/events|load-runs)\/*(?:\?|$)/;
/** Of a request that is refused, so much is read and thrown away, so that its sender hears why. */
const MOST_DRAINED_BYTES = 16 * 1024 * 1024;

/** @param watch for tests */
export function createGate(
  { access, requests }: Pick<Services, 'access' | 'requests'>,
  watch: BodyWatch = createBodyWatch(),
): Gate {
  const streams = new Set<ServerResponse>();

  const refuse = (request: IncomingMessage, response: ServerResponse, error: unknown) => {
    requests.watch(request, response, 'refused at the gate');
    const { status, headers, body } = errorParts(request.url ?? '', error);
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    if (hasBody(request)) {
      drain(request);
      watch.watch(request, announcedBytes(request), () => request.socket.destroy());
    }
    response.end(body);
  };
  const takeSlots = (request: IncomingMessage, response: ServerResponse) => {
    const { url = '', method } = request;
    const bytes = bodyBytes(request);
    const kinds: (() => () => void)[] = [];
    const client = () => access.clientOf((name) => headerOf(request, name), request.socket.remoteAddress ?? '');
    if (method === 'POST' && url.startsWith(UPLOAD)) kinds.push(() => access.slots.uploads.take(client()));
    else if (bytes > SMALL_BODY_BYTES) kinds.push(() => access.slots.bodies.take(client(), heldBytes(url, bytes)));
    if (ENDLESS.test(url)) {
      kinds.push(() => access.slots.streams.take(client()));
      streams.add(response);
      whenOver(request, response, () => streams.delete(response));
    }
    for (const take of kinds) whenOver(request, response, take());
  };
  const giveUp = (request: IncomingMessage, response: ServerResponse) => {
    // One that has been answered already was not waited for.
    if (!response.writableEnded) access.refused('slow-body');
    if (!response.headersSent) {
      const error = new TrilaneError('body-too-slow', 'The rest of the request did not come in time.');
      const { status, headers, body } = errorParts(request.url ?? '', error);
      // Past the response, which whoever waits for the body still holds.
      const lines = Object.entries({
        ...headers,
        'content-length': String(Buffer.byteLength(body)),
        connection: 'close',
      });
      request.socket.write(
        `HTTP/1.1 ${status} Request Timeout\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
      );
    }
    request.socket.destroySoon();
  };

  return {
    enter(request, response) {
      try {
        const { method = 'GET', headers } = request;
        requireOneHost(request);
        toOriginForm(request);
        const isApi = isForApi(request.url ?? '');
        access.requireWelcome(method, isApi, (name) => headerOf(request, name));
        if (headers.upgrade !== undefined && /websocket/i.test(headers.upgrade))
          throw new TrilaneError('malformed-request', 'This server takes no WebSockets.');
        // A program of old (HTTP/1.0) names no host; addresses are made from it.
        headers.host ??= 'localhost';
        if (hasBody(request)) watch.watch(request, announcedBytes(request), () => giveUp(request, response));
        if (isApi) takeSlots(request, response);
        else if (isPage(request) && visitorToken(headers.cookie) === undefined) {
          const isSecure = isOverTls(headers, request.socket);
          response.setHeader('set-cookie', visitorCookie(newVisitorToken(), isSecure));
        }
        return isApi ? 'api' : 'site';
      } catch (error) {
        refuse(request, response, error);
        return undefined;
      }
    },
    endStreams() {
      for (const response of streams) response.destroy();
    },
    close: () => watch.close(),
  };
}

function isForApi(url: string): boolean {
  return url.startsWith('/v2/') || url.startsWith('/api/') || /^\/(v2|api)(\?|$)/.test(url);
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.join(', ');
}

/** A proxy's form of address, `GET http://host/path`: the host in it counts (RFC 9112, section 3.2.2). */
function toOriginForm(request: IncomingMessage): void {
  const { url = '/' } = request;
  if (url.startsWith('/')) {
    if (MAY_MEAN_ANOTHER.test(url)) request.url = asJudged(url);
    return;
  }
  const [, host, path] = /^https?:\/\/([^/?#]+)([/?][^#]*)?$/i.exec(url) ?? [];
  if (host === undefined) throw new TrilaneError('malformed-request', 'The address of this request is none.');
  request.headers.host = host;
  request.url = asJudged(path === undefined ? '/' : path.startsWith('?') ? `/${path}` : path);
}

const MAY_MEAN_ANOTHER = /\\|\/\.|%/;
const ENCODED = /%([0-9a-f]{2})/gi;
/** What need not be encoded, and means the same where it is (RFC 3986, sections 2.3 and 6.2.2.2). */
const UNRESERVED = /[\w.~-]/;

/**
 * The one way to write a path: without backslashes, dots that mean the folder above (WHATWG URL), and letters in the form `%61`. Whoever routes
 * the request finds at it what was judged here.
 */
function asJudged(url: string): string {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const plain = path.replace(ENCODED, (code, hex: string) => {
    const letter = String.fromCharCode(Number.parseInt(hex, 16));
    return UNRESERVED.test(letter) ? letter : code.toUpperCase();
  });
  return new URL(`http://localhost${plain}`).pathname + (at < 0 ? '' : url.slice(at));
}

/** Who comes after us may take another of them (RFC 9112, section 3.2). */
function requireOneHost({ rawHeaders }: IncomingMessage): void {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') hosts++;
  if (hosts > 1) throw new TrilaneError('malformed-request', 'This request names more than one host.');
}

/** A page that a person opens. */
function isPage({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Of a body without a length nobody knows; that it keeps coming is watched all the same. */
function announcedBytes({ headers }: IncomingMessage): number {
  return headers['transfer-encoding'] === undefined ? Number(headers['content-length']) : Number.POSITIVE_INFINITY;
}

/** Announced bytes; of a body without a length as much as it may have. */
function bodyBytes(request: IncomingMessage): number {
  if (!hasBody(request)) return 0;
  const { url = '', headers } = request;
  return headers['transfer-encoding'] === undefined ? Number(headers['content-length']) : mostBytes(url);
}

/** A larger one is refused where it is read, and is not kept. */
const heldBytes = (url: string, bytes: number) => Math.min(bytes, mostBytes(url));

function mostBytes(url: string): number {
  if (url.startsWith('/v2')) return MOST_BODY_BYTES;
  return url.startsWith('/api/batches') ? LARGEST_JOB_BYTES : SMALL_BODY_BYTES;
}

function drain(request: IncomingMessage): void {
  let left = MOST_DRAINED_BYTES;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.socket.destroy();
  });
}
