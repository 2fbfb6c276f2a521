import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { serveWire, type WireServer } from './wire-server';

// The embedded database, in a process of its own: its work does not hold up the server that others are measured on.

interface Orders {
  readonly folder: string;
  readonly password: string;
  /** 0 = any free one. */
  readonly port: number;
}

let db: PGlite | undefined;
let server: WireServer | undefined;

async function open({ folder, password, port }: Orders): Promise<void> {
  if (!existsSync(folder)) copyTemplate(folder);
  db = await PGlite.create({ dataDir: folder });
  server = await serveWire(db, password, port);
  process.send?.({ type: 'ready', port: server.port });
}

/** An empty database from the build, in one step; without it, PGlite makes one, which takes longer. */
function copyTemplate(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const template = join(process.cwd(), '.build', 'database-template');
  if (!existsSync(template)) return;
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(template, unfinished, { recursive: true });
  renameSync(unfinished, folder);
}

async function close(): Promise<void> {
  await server?.close();
  await db?.close();
  process.exit(0);
}

process.once('message', (orders: Orders) => {
  open(orders).catch((error: Error) => {
    process.send?.({ type: 'failed', detail: error.message }, () => process.exit(1));
  });
});
// The server that started it is gone, or wants it to stop.
process.once('disconnect', close);
process.once('SIGTERM', close);
process.once('SIGINT', () => {});
