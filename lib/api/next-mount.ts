import 'server-only';
import type { Hono } from 'hono';
import { TrilaneError } from '../errors';
import { sharedServices } from '../services/services';
import { createApi } from './app';
import { errorResponse } from './problem';

let api: Hono | undefined;

/**
 * The API as Next's catch-all routes mount it: for `next dev` and for any host that runs Next. Made at the first request. Behind our own
 * server, which answers the API itself, there is none: what came here went past the gate.
 */
export function apiHandler(request: Request): Response | Promise<Response> {
  const services = sharedServices();
  if (services.seesBytes) return errorResponse('/api', new TrilaneError('not-found', 'There is nothing here.'));
  api ??= createApi(services);
  return api.fetch(request);
}
