import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { batchRoutes } from '@/lib/api/batches';
import { type BatchService, type BatchServiceOptions, createBatchService } from '@/lib/server/batch';

export interface BatchServer {
  readonly url: string;
  readonly service: BatchService;
  close(): Promise<void>;
}

/** A real server with the batch routes alone, on a port of its own, and a real batch process behind it. */
export async function startBatchServer(
  options: BatchServiceOptions & { heartbeatMs?: number } = {},
): Promise<BatchServer> {
  const service = createBatchService(options);
  const app = new Hono().route('/api/batches', batchRoutes(service, options));
  const server: Server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    service,
    async close() {
      await service.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
