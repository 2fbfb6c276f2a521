import 'server-only';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import { turnsOf } from '../access/access';
import { TrilaneError } from '../errors';
import type { Services } from '../services/services';
import { METER_HEADER } from '../wire/meter';
import { arrivalRoutes } from './arrivals';
import { admitter, callerOf } from './caller';
import { connectionOf } from './connection';
import { dataSetRoutes } from './data-sets';
import { freshStartRoutes } from './fresh-starts';
import { healthRoutes } from './health';
import { createInferOperations, type FindInferOperation } from './infer';
import { jobRoutes } from './jobs';
import { LAB_JOB_OPERATIONS } from './lab-job-operations';
import { labJobRoutes } from './lab-jobs';
import { loadRunRoutes } from './load-runs';
import { meterRoutes } from './meter-routes';
import { modelRoutes } from './model-routes';
import { extensionOf } from './oip-extension-routes';
import { oipRoutes } from './oip-routes';
import { openApiRoute } from './openapi';
import { operatorRoutes } from './operator';
import { overviewRoutes } from './overview';
import { errorResponse } from './problem';
import type { Operation } from './route';
import { scheduleRoutes } from './schedules';
import { SECURITY_HEADERS } from './security-headers';
import { whenOver } from './when-over';

/**
 * The whole HTTP API as one web-standard app with absolute paths (`/v2/…`, `/api/…`), mounted natively by our own
 * server and by Next's catch-all routes.
 */
export function createApi(services: Services, findInfer: FindInferOperation = createInferOperations(services)): Hono {
  // Metadata clients write "/v2/" as readily as "/v2".
  const app = new Hono({ strict: false });
  app.use('*', admitter(services.access));
  app.use('*', async (context, next) => {
    await next();
    // It is answered as GET is, and nobody reads the body: one that goes on would go on for ever.
    if (context.req.method === 'HEAD') await context.res.body?.cancel();
  });
  app.use('*', async (context, next) => {
    await next();
    const connection = connectionOf(context);
    if (!connection) return;
    const pattern = routePath(context);
    if (!pattern.endsWith('*')) services.requests.route(connection.incoming, pattern);
    if (context.res.headers.get('content-type')?.startsWith(EVENT_STREAM))
      whenOver(connection.incoming, connection.outgoing, services.metrics.streamOpened(pattern));
  });
  app.use('/api/*', async ({ req }, next) => {
    // What measures is not measured; inference is counted where it is run.
    if (!req.path.startsWith('/api/meters')) services.ledger.request(req.header(METER_HEADER));
    await next();
  });
  const described = [
    ...oipRoutes(services, findInfer),
    ...modelRoutes(services),
    ...meterRoutes(services),
    ...loadRunRoutes(services),
    ...freshStartRoutes(services),
    ...dataSetRoutes(services),
    ...arrivalRoutes(services),
    ...jobRoutes(services),
    ...scheduleRoutes(services),
    ...overviewRoutes(services),
    ...operatorRoutes(services),
    ...healthRoutes(services),
  ];
  const routes = [...described, openApiRoute([...described, ...LAB_JOB_OPERATIONS])];
  for (const { method, path, handler } of routes) app.on(method.toUpperCase(), path, handler);

  app.use('/api/batches/*', async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value);
  });
  app.route(
    '/api/batches',
    labJobRoutes(services.labJobs, {
      onJob: (...job) => services.ledger.job(...job),
      senderOf: (context) => turnsOf(callerOf(context)),
    }),
  );

  const operations: readonly Operation[] = [...routes, ...LAB_JOB_OPERATIONS];
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const allowed = operations.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase());
    app.all(path, (context) => {
      const error = new TrilaneError('method-not-allowed', `${context.req.path} takes ${allowed.join(' and ')} only.`);
      const response = errorResponse(context.req.path, error);
      response.headers.set('allow', allowed.join(', '));
      return response;
    });
  }
  app.onError((error, context) => errorResponse(context.req.path, error));
  app.notFound((context) => {
    const { path } = context.req;
    const extension = extensionOf(path);
    const detail = extension
      ? `Triton's extension ${extension}, to which ${path.slice(0, 120)} belongs, is not served here; GET /v2 lists those that are.`
      : `There is nothing at ${path.slice(0, 120)}.`;
    return errorResponse(path, new TrilaneError('not-found', detail));
  });
  return app;
}
const EVENT_STREAM = 'text/event-stream';
