import 'server-only';
import type { Hono } from 'hono';
import { sharedServices } from '../services/services';
import { createApi } from './app';

let api: Hono | undefined;

/** The API as Next's catch-all routes mount it: for `next dev` and for any host that runs Next. Made at the first request. */
export function apiHandler(request: Request): Response | Promise<Response> {
  api ??= createApi(sharedServices());
  return api.fetch(request);
}
