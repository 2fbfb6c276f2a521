import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { labJobRoutes } from '@/lib/api/lab-jobs';
import { type BatchSystem, createBatchSystem } from '@/lib/batch/batch-system';
import { createDataSets } from '@/lib/batch/data/data-sets';
import { createLabJobs } from '@/lib/batch/lab/lab-jobs';
import { startOverview } from '@/lib/batch/overview/overview-duties';

// The batch system of a server, in a process of its own that can be killed. Its parent talks to it over IPC.

const LOOK_MS = 100;

async function main(): Promise<void> {
  const { TEST_DATA_ROOT: dataRoot = '', TEST_WORKER_FILE: workerFile, TEST_DATABASE_URL: databaseUrl } = process.env;
  const publicRoot = join(process.cwd(), 'public');
  const system = createBatchSystem({ dataRoot, publicRoot, databaseUrl, ...(workerFile && { workerFile }) });
  createDataSets(system);
  startOverview(system);
  if (process.env.TEST_PORT) serveLabJobs(system, Number(process.env.TEST_PORT));
  process.once('disconnect', () => process.exit());
  // As a server does, it goes on trying: the one before it may not have let go of the database yet.
  while (!system.opened()) await system.open().catch(() => sleep(LOOK_MS));
  const { database } = await system.open();
  process.once('SIGTERM', () => void system.close().then(() => process.exit()));
  const introduce = () => process.send?.({ url: database.url, databaseProcessId: system.databaseProcessId() ?? null });
  process.on('message', (message) => (message === 'nudge' ? system.nudge() : introduce()));
  introduce();
}

function serveLabJobs(system: BatchSystem, port: number): void {
  const app = new Hono().route('/api/batches', labJobRoutes(createLabJobs(system)));
  createServer(getRequestListener(app.fetch)).listen(port, '127.0.0.1');
}

main().catch((error) => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
