import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedDatabase, startEmbedded } from '@/lib/db/embedded';
import { watchHeartbeat } from '@/lib/db/heartbeat';

let folder: string;
let embedded: EmbeddedDatabase | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trilane-embedded-'));
});
afterEach(async () => {
  await embedded?.stop();
  embedded = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** On a connection of its own. */
async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(embedded?.url);
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

describe('the embedded database', () => {
  it('comes back with all that was committed after its log could not be written', async () => {
    embedded = await startEmbedded(folder);
    const first = embedded.processId();
    await ask("create table notes (text text); insert into notes values ('kept')");
    // What a full disk does to it, without one: the next segment of its log cannot be made.
    const log = join(folder, 'pglite', 'pg_wal');
    await rename(log, `${log}.away`);
    await ask('select pg_switch_wal()');
    const waiting = Promise.allSettled([ask("insert into notes values ('lost')"), ask('select 1'), ask('select 2')]);
    expect((await waiting).map(({ status }) => status)).toContain('rejected');
    await rename(`${log}.away`, log);
    const rows = () => ask('select text from notes').catch(() => undefined);
    await expect.poll(rows, { timeout: 60_000 }).toEqual([{ text: 'kept' }]);
    expect(embedded.processId()).not.toBe(first);
  });

  it('leaves nothing in its log that must be read again when it is stopped', async () => {
    embedded = await startEmbedded(folder);
    await ask('create table notes (text text)');
    const [row] = await ask("select pg_current_wal_lsn() - '0/0' as bytes");
    await embedded.stop();
    expect(await lastCheckpoint()).toBeGreaterThanOrEqual(BigInt(String(row?.bytes)));
  });

  it('writes down what its log holds when it is told to, and says what its process has spent', async () => {
    embedded = await startEmbedded(folder);
    const before = (await embedded.cpuSeconds()) ?? 0;
    expect(before).toBeGreaterThan(0);
    await ask('create table notes (text text)');
    const [row] = await ask("select pg_current_wal_lsn() - '0/0' as bytes");
    embedded.checkpoint();
    await expect.poll(lastCheckpoint, { timeout: 60_000 }).toBeGreaterThanOrEqual(BigInt(String(row?.bytes)));
    expect(await embedded.cpuSeconds()).toBeGreaterThan(before);
  });

  it('tells when its process has died, and when it is there again', async () => {
    const changes: (number | undefined)[] = [];
    embedded = await startEmbedded(folder, { onChange: () => changes.push(embedded?.processId()) });
    const first = embedded.processId();
    process.kill(first ?? 0, 'SIGKILL');
    await expect.poll(() => changes.length, { timeout: 60_000 }).toBe(2);
    expect(changes[0]).toBe(first);
    expect(changes[1]).not.toBe(first);
    expect(await ask('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.each([
    [
      'its folder cannot be made',
      /^The data folder cannot be made: [a-z][^/]*\.$/,
      async () => join(await aFile('folder'), 'data'),
    ],
    [
      'there is a file in its place',
      /^Where the embedded database should be is a file\.$/,
      () => aFile('pglite').then(dirname),
    ],
  ])('says that %s, and not where', async (_, words, place) => {
    const opening = startEmbedded(await place());
    await expect(opening).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringMatching(words),
    });
  });
});

/** Where in the log it is, bytes; `ControlFileData` of PostgreSQL's `catalog/pg_control.h`. */
async function lastCheckpoint(): Promise<bigint> {
  return (await readFile(join(folder, 'pglite', 'global', 'pg_control'))).readBigUInt64LE(32);
}

async function aFile(name: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, '');
  return file;
}

describe('the heartbeat of a process', () => {
  const script = async (text: string) => {
    const file = join(folder, 'child.cjs');
    await writeFile(file, text);
    const child = fork(file, { execArgv: [] });
    await once(child, 'message');
    return child;
  };

  it('kills one that hears and does not answer', async () => {
    const child = await script("process.on('message', () => {}); process.send('here')");
    const exit = once(child, 'exit');
    watchHeartbeat(child, { everyMs: 10, patience: 3 });
    expect(await exit).toEqual([null, 'SIGKILL']);
  });

  it('leaves one alone that answers, however often it is asked', async () => {
    const child = await script(
      `let asked = 0;
       process.on('message', () => { asked++; if (asked <= 20) process.send('pong'); if (asked === 20) process.exit(0); });
       process.send('here')`,
    );
    const exit = once(child, 'exit');
    watchHeartbeat(child, { everyMs: 50, patience: 10 });
    expect(await exit).toEqual([0, null]);
  });
});
