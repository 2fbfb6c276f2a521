import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** Serves a file if there is one; else calls `next`. */
export type StaticHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const FOR_EVER = 'public,max-age=31536000,immutable';
const NEXT_STATIC = '/_next/static';

/**
 * The site's files: those under `public`, and what Next built for the browser. Where a `.br` or `.gz` lies beside a
 * file it is sent instead. What is found under an address that changes with its bytes may be kept for ever:
 * a `?sha256=` in it, Next's hashed names, and `/ort/`, whose folder carries the version of the runtime.
 *
 * @param nextStaticRoot the folder `.next/static`; files are listed once, at the start
 */
export function createStaticHandler(publicRoot: string, nextStaticRoot?: string): StaticHandler {
  const files = { gzip: true, brotli: true, etag: true, extensions: [] };
  const ofPublic = sirv(publicRoot, files);
  const ofNext = nextStaticRoot && existsSync(nextStaticRoot) ? sirv(nextStaticRoot, files) : null;

  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const url = request.url ?? '/';
    if (ofNext && url.startsWith(`${NEXT_STATIC}/`)) {
      response.setHeader('cache-control', FOR_EVER);
      request.url = url.slice(NEXT_STATIC.length);
      ofNext(request, response, () => {
        request.url = url;
        response.removeHeader('cache-control');
        next();
      });
      return;
    }
    response.setHeader('cache-control', url.startsWith('/ort/') || url.includes('?sha256=') ? FOR_EVER : 'no-cache');
    ofPublic(request, response, () => {
      response.removeHeader('cache-control');
      next();
    });
  };
}
