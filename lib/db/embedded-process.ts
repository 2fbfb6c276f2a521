import { cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { answerCpuAsks } from '../engine/server/cpu-report';
import { TrilaneError } from '../errors';
import { failureInWords } from '../processes/failure-in-words';
import { log } from '../processes/log';
import { createCheckpointer, type Upkeep } from './checkpoint';
import { lockFolder } from './folder-lock';
import { CHECKPOINT, PING, PONG } from './heartbeat';
import { serveWire, type WireServer } from './wire-server';

// The embedded database, in a process of its own: its work does not hold up the server that others are measured on.

/** As of nice(1), -20..19: a third of the time of a core that another process wants as well. With 10 it has a tenth, and may seem dead. */
const NICE = 5;

interface Orders {
  /** Its own, where it makes what it needs. */
  readonly folder: string;
  readonly password: string;
  /** 0 = any free one. */
  readonly port: number;
}

let db: PGlite | undefined;
let server: WireServer | undefined;
let checkpoint: (upkeep?: Upkeep) => Promise<void> = async () => {};
let isClosing = false;
let unlock = () => {};

async function open({ folder, password, port }: Orders): Promise<void> {
  unlock = await lockFolder(folder);
  const database = join(folder, 'pglite');
  if (!existsSync(database)) copyTemplate(database);
  // PGlite would say no more than `errno: 54`, which is WASI's ENOTDIR.
  else if (!statSync(database).isDirectory()) throw unavailable('Where the embedded database should be is a file.');
  db = await PGlite.create({ dataDir: database });
  // The next process recovers it from its log. This one may not even close it: a dead database never returns from that.
  const wire = await serveWire(db, password, { port, onBroken: die });
  server = wire;
  const write = createCheckpointer(db, wire.alone);
  checkpoint = (upkeep) => write(upkeep).catch(() => {});
  process.send?.({ type: 'ready', port: server.port });
}

/** In words for the page: those of the system or the database may name folders. */
function inWords(thrown: unknown): TrilaneError {
  if (thrown instanceof TrilaneError) return thrown;
  log.report('database-failed', `the embedded database could not be opened: ${failureInWords(thrown)}`);
  return unavailable('The embedded database could not be opened. The server’s log says why.', thrown);
}

function unavailable(detail: string, cause?: unknown): TrilaneError {
  return new TrilaneError('database-unavailable', detail, { cause });
}

function die(): void {
  unlock();
  process.exit(1);
}

/** Answers when a query has been, in its turn. */
async function answerPing(): Promise<void> {
  await server?.alone(async () => db?.query('select 1'));
  process.send?.(PONG, () => {});
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
  if (isClosing) return;
  isClosing = true;
  await server?.close();
  await checkpoint();
  await db?.close();
  unlock();
  process.exit(0);
}

process.once('message', (orders: Orders) => {
  // Where all cores are busy, whoever waits for an answer in real time comes before the book-keeping of jobs (decision 027).
  setPriority(NICE);
  process.on('message', (message) => {
    if (message === PING) answerPing().catch(() => {});
    // Its server asks for it when no lane is being measured.
    else if (message === CHECKPOINT) void checkpoint({ vacuum: true });
  });
  answerCpuAsks();
  open(orders).catch((thrown: unknown) => {
    unlock();
    process.send?.({ type: 'failed', error: inWords(thrown).toReport() }, () => process.exit(1));
  });
});
// The server that started it is gone, or wants it to stop.
process.once('disconnect', close);
process.once('SIGTERM', close);
process.once('SIGINT', () => {});
