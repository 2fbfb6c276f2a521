import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { reportOf } from '../errors';
import { lockFolder } from './folder-lock';
import { serveWire, type WireServer } from './wire-server';

// The embedded database, in a process of its own: its work does not hold up the server that others are measured on.

interface Orders {
  /** Its own, where it makes what it needs. */
  readonly folder: string;
  readonly password: string;
  /** 0 = any free one. */
  readonly port: number;
}

let db: PGlite | undefined;
let server: WireServer | undefined;
let unlock = () => {};

async function open({ folder, password, port }: Orders): Promise<void> {
  unlock = await lockFolder(folder);
  const database = join(folder, 'pglite');
  if (!existsSync(database)) copyTemplate(database);
  db = await PGlite.create({ dataDir: database });
  server = await serveWire(db, password, port);
  process.send?.({ type: 'ready', port: server.port });
}

/** An empty database from the build, in one step; without it, PGlite makes one, which takes longer. */
function copyTemplate(folder: string): void {
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
  unlock();
  process.exit(0);
}

process.once('message', (orders: Orders) => {
  open(orders).catch((error: unknown) => {
    unlock();
    process.send?.({ type: 'failed', error: reportOf(error, 'database-unavailable') }, () => process.exit(1));
  });
});
// The server that started it is gone, or wants it to stop.
process.once('disconnect', close);
process.once('SIGTERM', close);
process.once('SIGINT', () => {});
