import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveWire, type WireServer } from '@/lib/db/wire-server';

let memory: PGlite;
let wire: WireServer;
const open: pg.Client[] = [];

async function client(password = 'secret'): Promise<pg.Client> {
  const made = new pg.Client(`postgres://trilane:${password}@127.0.0.1:${wire.port}/postgres`);
  made.on('error', () => {});
  await made.connect();
  open.push(made);
  return made;
}

/** As a process that is killed does. */
function breakOff(victim: pg.Client): void {
  (victim as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}

beforeAll(async () => {
  memory = await PGlite.create();
  wire = await serveWire(memory, 'secret');
});
beforeEach(async () => {
  await memory.exec(
    'drop table if exists notes; create table notes (id integer primary key, owner integer, text text)',
  );
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.end().catch(() => {})));
});
afterAll(async () => {
  await wire.close();
  await memory.close();
});

const count = async (one: pg.Client) => (await one.query('select count(*)::integer as n from notes')).rows[0]?.n;

describe('clients that share the embedded database', () => {
  it('never get each other’s answers, whatever they ask in whatever order', async () => {
    const clients = await Promise.all(Array.from({ length: 6 }, () => client()));
    const asks = fc.array(fc.record({ value: fc.integer(), text: fc.string({ maxLength: 30, unit: 'grapheme' }) }), {
      maxLength: 12,
    });
    const law = fc.asyncProperty(fc.tuple(asks, asks, asks, asks, asks, asks), async (lists) => {
      const wanted = lists.map((list) => list.map(({ value, text }) => ({ value, text: text.replaceAll('\0', '') })));
      const answers = await Promise.all(
        clients.map(async (one, who) => {
          const rows: unknown[] = [];
          for (const { value, text } of wanted[who] ?? []) {
            rows.push(...(await one.query('select $1::integer as value, $2::text as text', [value, text])).rows);
          }
          return rows;
        }),
      );
      expect(answers).toEqual(wanted);
    });
    await fc.assert(law, { numRuns: 20 });
  });

  it('see nothing of each other’s transactions before their end, and keep those that roll back to themselves', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => client()));
    const seen = await Promise.all(
      clients.map(async (one, owner) => {
        const strangers: number[] = [];
        for (let round = 0; round < 6; round++) {
          await one.query('begin');
          for (let step = 0; step < 4; step++) {
            const id = owner * 1000 + round * 10 + step;
            await one.query('insert into notes values ($1, $2, $3)', [id, owner, `round ${round}`]);
          }
          const { rows } = await one.query('select owner, count(*)::integer as n from notes group by owner');
          // Whole rounds only: each leaves four, every other one.
          strangers.push(...rows.filter((row) => row.n % 4 !== 0).map((row) => row.owner));
          await one.query(round % 2 === 0 ? 'commit' : 'rollback');
        }
        return strangers;
      }),
    );
    expect(seen.flat()).toEqual([]);
    expect(await count(await client())).toBe(5 * 3 * 4);
  });

  it('are not held up by one that dies in a transaction, which is rolled back', async () => {
    const dying = await client();
    const other = await client();
    await dying.query('begin');
    await dying.query("insert into notes values (1, 1, 'lost')");
    const waiting = count(other);
    breakOff(dying);
    expect(await waiting).toBe(0);
  });

  it('are not held up by one that dies in the middle of a statement, or before its turn', async () => {
    const [dying, waiting, other] = [await client(), await client(), await client()];
    await dying.query('begin');
    const insert = 'insert into notes select n, $1::integer, $2::text from generate_series(1, 20000) n';
    const lost = [dying.query(insert, [1, 'lost']), waiting.query(insert, [2, 'never begun'])];
    const outcomes = Promise.allSettled(lost);
    breakOff(waiting);
    breakOff(dying);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await count(other)).toBe(0);
    await other.query("insert into notes values (1, 3, 'kept')");
    expect(await count(await client())).toBe(1);
  });

  it('are not given the transaction of one that sends more than it waits for, and dies', async () => {
    const dying = await rawClient();
    dying.write(
      Buffer.concat(['begin', "insert into notes values (1, 1, 'lost')", 'select pg_sleep(0)'].map(simpleQuery)),
    );
    await new Promise((resolve) => dying.once('data', resolve));
    dying.destroy();
    const other = await client();
    await other.query("insert into notes values (2, 2, 'kept')");
    await expect(memory.query('select id from notes')).resolves.toMatchObject({ rows: [{ id: 2 }] });
    await expect(memory.query('select pg_current_xact_id_if_assigned() as id')).resolves.toMatchObject({
      rows: [{ id: null }],
    });
  });

  it('can go on after a statement that fails, inside a transaction and outside', async () => {
    const one = await client();
    await expect(one.query('select $1::integer / 0', [1])).rejects.toMatchObject({ code: '22012' });
    await expect(one.query('selec')).rejects.toMatchObject({ code: '42601' });
    await one.query('begin');
    await one.query("insert into notes values (1, 1, 'lost')");
    await expect(one.query('insert into notes values ($1, 1, null)', [1])).rejects.toMatchObject({ code: '23505' });
    await expect(one.query('select 1')).rejects.toMatchObject({ code: '25P02' });
    await one.query('rollback');
    await one.query("insert into notes values (2, 1, 'kept')");
    expect(await count(await client())).toBe(1);
  });

  it('can keep large values', async () => {
    const [one, other] = [await client(), await client()];
    await memory.exec('create table if not exists blobs (id integer primary key, bytes bytea)');
    const bytes = randomBytes(5_000_000);
    await one.query('insert into blobs values (1, $1)', [bytes]);
    const [first, second] = await Promise.all([one, other].map((each) => each.query('select bytes from blobs')));
    expect(first?.rows[0]?.bytes.equals(bytes)).toBe(true);
    expect(second?.rows[0]?.bytes.equals(bytes)).toBe(true);
  });
});

describe('the door of the embedded database', () => {
  it('is shut to a client with another password', async () => {
    await expect(client('guess')).rejects.toMatchObject({ code: '28P01' });
  });

  it.each([
    ['zeros', Buffer.alloc(8)],
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a message of a gigabyte', Buffer.from([0x40, 0, 0, 0, 0, 3, 0, 0])],
    ['a length below zero', Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 3, 0, 0])],
  ])('is shut to %s, and open to others afterwards', async (_, bytes) => {
    const stranger = connect(wire.port, '127.0.0.1');
    stranger.on('error', () => {});
    stranger.write(bytes);
    await new Promise((resolve) => stranger.once('close', resolve));
    expect((await (await client()).query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('a dead database', () => {
  const start = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trilane-wire-'));
    const dataDir = join(folder, 'pglite');
    await cp('.build/database-template', dataDir, { recursive: true });
    const mortal = await PGlite.create({ dataDir });
    const news = new EventEmitter();
    const died = once(news, 'death');
    const door = await serveWire(mortal, 'secret', { onBroken: () => news.emit('death', 'told') });
    const one = new pg.Client(`postgres://trilane:secret@127.0.0.1:${door.port}/postgres`);
    one.on('error', () => {});
    await one.connect();
    return { folder, dataDir, mortal, door, one, died };
  };

  it('is told of, and what it died of is told to who asked', async () => {
    const { folder, dataDir, door, one, died } = await start();
    await one.query('create table notes (text text)');
    // As on a full disk: the next segment of its log cannot be made.
    await rm(join(dataDir, 'pg_wal'), { recursive: true });
    await one.query('select pg_switch_wal()');
    await expect(one.query("insert into notes values ('lost')")).rejects.toMatchObject({ severity: 'PANIC' });
    expect(await died).toEqual(['told']);
    await door.close();
    await rm(folder, { recursive: true });
  });

  it('is told of when it does not answer at all', async () => {
    const { folder, mortal, door, one, died } = await start();
    await mortal.close();
    await expect(one.query('select 1')).rejects.toThrow();
    expect(await died).toEqual(['told']);
    await door.close();
    await rm(folder, { recursive: true });
  });
});

describe('work of the house', () => {
  it('waits for the end of a transaction, and lets nobody in between', async () => {
    const [one, other] = [await client(), await client()];
    await one.query('begin');
    await one.query("insert into notes values (1, 1, 'first')");
    const order: string[] = [];
    const alone = wire.alone(async () => {
      order.push(`alone ${(await memory.query('select id from notes')).rows.length}`);
    });
    const later = other.query("insert into notes values (2, 2, 'later')").then(() => order.push('later'));
    await one.query('commit');
    await Promise.all([alone, later]);
    expect(order).toEqual(['alone 1', 'later']);
  });

  it('gives its turn back when it fails', async () => {
    await expect(wire.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await count(await client())).toBe(0);
  });
});

/** A client that has said hello and may say anything. */
async function rawClient(): Promise<Socket> {
  const socket = connect(wire.port, '127.0.0.1');
  const answer = () => new Promise((resolve) => socket.once('data', resolve));
  socket.write(Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]));
  await answer();
  socket.write(message('p', 'secret\0'));
  await answer();
  return socket;
}

const simpleQuery = (sql: string) => message('Q', `${sql}\0`);

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}
