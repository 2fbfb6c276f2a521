import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { labJobRoutes } from '@/lib/api/lab-jobs';
import { type BatchSystem, createBatchSystem } from '@/lib/batch/batch-system';
import { createLabJobs, type LabJobs } from '@/lib/batch/lab/lab-jobs';
import { makeBatchPlace } from '../batch-place';

export interface BatchServer {
  readonly url: string;
  readonly service: LabJobs;
  readonly system: BatchSystem;
  close(): Promise<void>;
}

/** A real server with the routes of the Lab's jobs alone, on a port of its own, with a real database and worker behind it. */
export async function startBatchServer(
  options: { publicRoot?: string; heartbeatMs?: number } = {},
): Promise<BatchServer> {
  const place = await makeBatchPlace();
  const { publicRoot = join(process.cwd(), 'public') } = options;
  const system = createBatchSystem({ publicRoot, dataRoot: place.dataRoot, databaseUrl: place.databaseUrl });
  const service = createLabJobs(system);
  const app = new Hono().route('/api/batches', labJobRoutes(service, options));
  const server: Server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    service,
    system,
    async close() {
      await system.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await place.remove();
    },
  };
}
