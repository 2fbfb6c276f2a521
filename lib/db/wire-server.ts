import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

/** First byte of a message of the PostgreSQL wire protocol 3.0; section "Message Formats" of its manual. */
const MESSAGE = {
  query: 0x51, // Q
  sync: 0x53, // S
  flush: 0x48, // H
  terminate: 0x58, // X
  password: 0x70, // p
  error: 0x45, // E
  ready: 0x5a, // Z
} as const;
const PROTOCOL_3 = 196_608;
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
/** The longest message of a client that has not given the password yet, bytes. */
const MOST_BEFORE_TRUST = 10_000;
/** State byte of "ready for query": outside a transaction. */
const IDLE = 0x49; // I

export interface WireServer {
  readonly port: number;
  /** Runs `work` when it is its turn: outside of everybody's transactions, and nobody else does anything meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface WireOptions {
  /** 0 = any free one. */
  readonly port?: number;
  /**
   * Called once, when the database has died under its clients (a full disk does that to it): it never answers again, so
   * nobody is given a turn any more. Only a new process helps.
   */
  readonly onBroken?: () => void;
}

/**
 * Lets many clients of PostgreSQL share one PGlite, over its own wire protocol on loopback. PGlite has one session, so
 * clients take turns: a turn is all messages up to a Sync (an unnamed statement must not be overwritten by another client
 * between its Parse and its Execute), or, once a transaction is open, everything up to its end. A client that goes away
 * in a transaction has it rolled back.
 */
export async function serveWire(db: PGlite, password: string, options: WireOptions = {}): Promise<WireServer> {
  const { port = 0, onBroken = () => {} } = options;
  const turns = createTurns();
  const sockets = new Set<Socket>();
  let isOver = false;
  const breakDown = () => {
    if (isOver) return;
    isOver = true;
    // After what was written to them: who asked may read what the database died of.
    for (const socket of sockets) socket.end();
    onBroken();
  };
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveClient(socket, { db, turns, password, breakDown });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server),
    async alone(work) {
      const release = await turns.take();
      return work().finally(release);
    },
    close() {
      isOver = true;
      return closeServer(server, sockets);
    },
  };
}

interface Shared {
  readonly db: PGlite;
  readonly turns: Turns;
  readonly password: string;
  /** The database is dead. */
  breakDown(): void;
}

function serveClient(socket: Socket, { db, turns, password, breakDown }: Shared): void {
  let unread = Buffer.alloc(0);
  let held: (() => void) | undefined;
  let greeted = false;
  let trusted = false;
  let unit: Buffer[] = [];
  let work = Promise.resolve();

  function giveUp(): void {
    // The turn is never ended, and nothing rolled back: a dead database must not be asked anything.
    held = undefined;
    socket.end();
    breakDown();
  }
  /** @param isWhole it must be answered by a "ready for query" */
  async function run(bytes: Buffer, isWhole: boolean): Promise<void> {
    // `leave` takes care of a client that has gone away.
    if (socket.destroyed) return;
    const release = held ?? (await turns.take());
    held = release;
    if (socket.destroyed) return;
    try {
      const answer = await db.execProtocolRaw(bytes, { syncToFs: false });
      // Nothing is said of it before a Sync: the turn goes on.
      const { state, isDeath } = readAnswer(answer);
      if (!socket.destroyed) socket.write(answer);
      if (isDeath || (isWhole && state === undefined)) giveUp();
      else if (state === IDLE) {
        held = undefined;
        release();
      }
    } catch {
      giveUp();
    }
  }
  async function leave(): Promise<void> {
    const release = held;
    held = undefined;
    if (!release) return;
    const answer = await db.execProtocolRaw(ROLLBACK, { syncToFs: false }).catch(() => undefined);
    if (answer && readAnswer(answer).state === IDLE) release();
    else breakDown();
  }
  const next = (task: () => Promise<void>) => {
    work = work.then(task, task);
  };
  const greet = (message: Buffer) => {
    const code = message.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) socket.write('N');
    else if (code === PROTOCOL_3) {
      greeted = true;
      socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3])); // R: a password in clear text, please
    } else socket.destroy();
  };
  const welcome = (message: Buffer) => {
    if (message[0] !== MESSAGE.password || message.subarray(5, -1).toString() !== password) {
      socket.end(errorMessage('28P01', 'The password of the embedded database is another one.'));
      return;
    }
    trusted = true;
    socket.write(Buffer.concat([authenticated(), ...PARAMETERS.map(parameterStatus), ready(IDLE)]));
  };
  const take = (message: Buffer) => {
    const [type] = message;
    if (type === MESSAGE.terminate) {
      socket.end();
      return;
    }
    unit.push(message);
    if (type !== MESSAGE.sync && type !== MESSAGE.query && type !== MESSAGE.flush) return;
    const bytes = Buffer.concat(unit);
    unit = [];
    next(() => run(bytes, type !== MESSAGE.flush));
  };

  socket.on('data', (chunk) => {
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    for (;;) {
      const head = greeted ? 1 : 0;
      if (unread.length < head + 4) return;
      const size = unread.readInt32BE(head);
      if (size < (greeted ? 4 : 8) || (!trusted && size > MOST_BEFORE_TRUST)) {
        socket.destroy();
        return;
      }
      const length = head + size;
      if (unread.length < length) return;
      const message = unread.subarray(0, length);
      unread = unread.subarray(length);
      if (!greeted) greet(message);
      else if (!trusted) welcome(message);
      else take(message);
    }
  });
  socket.on('error', () => {});
  socket.once('close', () => next(leave));
}

interface Turns {
  /** Resolves when it is the caller's turn, with what ends it. First come, first served. */
  take(): Promise<() => void>;
}

function createTurns(): Turns {
  let last = Promise.resolve();
  return {
    async take() {
      const before = last;
      let release = () => {};
      last = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      return release;
    },
  };
}

interface Answer {
  /** The state byte of its last "ready for query". */
  readonly state: number | undefined;
  /** The database said that it cannot go on. */
  readonly isDeath: boolean;
}

function readAnswer(answer: Uint8Array): Answer {
  let state: number | undefined;
  let isDeath = false;
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    if (bytes[at] === MESSAGE.ready) state = bytes[at + 5];
    // Its first field is the severity.
    else if (bytes[at] === MESSAGE.error)
      isDeath ||= /^S(FATAL|PANIC)\0/.test(bytes.toString('latin1', at + 5, at + 12));
  }
  return { state, isDeath };
}

const PARAMETERS = [
  ['server_version', '17.0 (PGlite)'],
  ['server_encoding', 'UTF8'],
  ['client_encoding', 'UTF8'],
  ['DateStyle', 'ISO, MDY'],
  ['integer_datetimes', 'on'],
  ['standard_conforming_strings', 'on'],
] as const;

const authenticated = () => Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const ready = (state: number) => Buffer.from([MESSAGE.ready, 0, 0, 0, 5, state]);
const parameterStatus = ([name, value]: readonly [string, string]) => framed('S', `${name}\0${value}\0`);
const errorMessage = (code: string, text: string) => framed('E', `SFATAL\0C${code}\0M${text}\0\0`);

/** After a Sync: what fails before one is followed by deaf ears. */
const ROLLBACK = Buffer.concat([framed('S', ''), framed('Q', 'ROLLBACK\0')]);

function framed(type: string, body: string): Buffer {
  const text = Buffer.from(body);
  const message = Buffer.alloc(5 + text.length, type);
  message.writeInt32BE(4 + text.length, 1);
  text.copy(message, 5);
  return message;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
