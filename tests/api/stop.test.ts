import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

// The server as `npm start` runs it.

const folder = mkdtempSync(join(tmpdir(), 'trilane-stop-'));
const running: ChildProcess[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  readonly output: () => string;
  /** Resolves once a line has come that holds the words. */
  until(words: string): Promise<void>;
}

async function start(env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, ['lib/commands/serve.mjs'], {
    env: { ...process.env, PORT: '0', TRILANE_DATA: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let text = '';
  let look = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      look();
    });
  const until = (words: string) =>
    new Promise<void>((resolve, reject) => {
      look = () => {
        if (text.includes(words)) resolve();
      };
      child.once('exit', () => reject(new Error(`It ended: ${text}`)));
      look();
    });
  await until('ready at http');
  return { child, port: Number(/ready at http:\/\/\S+:(\d+)/.exec(text)?.[1]), output: () => text, until };
}

function open(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}).resume();
  return once(socket, 'connect').then(() => {
    socket.write(text);
    return socket;
  });
}

test.skipIf(!existsSync('.next/BUILD_ID'))(
  'SIGTERM ends a server, whatever its clients do, and the next one opens the same folder',
  { timeout: 120_000 },
  async () => {
    const first = await start({ HOST: '0.0.0.0', TRILANE_STOP_SECONDS: '1' });
    await first.until('the batch database is open');
    const key = /operator's key is (\S+)/.exec(first.output())?.[1];
    expect(key).toBe(readFileSync(join(folder, 'operator-key'), 'utf8').trim());
    const { port } = first;
    const host = `host: localhost:${port}\r\n`;
    expect((await fetch(`http://127.0.0.1:${port}/lab`)).status).toBe(200);
    for (let count = 0; count < 5; count++) {
      const ask = `GET /_next/webpack-hmr HTTP/1.1\r\n${host}connection: Upgrade\r\nupgrade: websocket\r\n\r\n`;
      (await open(port, ask)).end();
    }
    await open(port, '');
    await open(port, 'GET / HT');
    await open(port, `POST /api/jobs HTTP/1.1\r\n${host}content-type: application/json\r\ncontent-length: 9\r\n\r\n{`);
    await open(port, `GET /api/console/events HTTP/1.1\r\n${host}\r\n`);
    // As npm does: by itself and passed on.
    first.child.kill('SIGTERM');
    first.child.kill('SIGTERM');
    const [code] = await once(first.child, 'exit');
    expect(code).toBe(0);

    const second = await start({ HOST: '0.0.0.0' });
    await second.until('the batch database is open');
    // It is told once, when it is made.
    expect(second.output()).not.toContain(key);
    second.child.kill('SIGINT');
    expect((await once(second.child, 'exit'))[0]).toBe(0);
  },
);
