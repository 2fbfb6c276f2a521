import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../lib/commands/port.mjs';

const READY_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 5_000;
const HOST = '127.0.0.1';

/** Our own server, and the plain Next server that mounts the same API. */
const SERVERS = {
  native: { variable: 'TRILANE_NATIVE_URL', args: () => ['.build/server.mjs'] },
  next: {
    variable: 'TRILANE_NEXT_URL',
    args: (/** @type {number} */ port) => ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', HOST],
  },
};

/**
 * Starts both servers on free ports and waits until their models are loaded.
 * @param {(keyof typeof SERVERS)[]} [names]
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} `env` holds their addresses
 * @throws {Error} with what a server said when it did not become ready
 */
export async function startServers(names = ['native', 'next']) {
  /** @type {Awaited<ReturnType<typeof startServer>>[]} */
  const started = [];
  const stop = async () => void (await Promise.all(started.map((server) => server.stop())));
  // Interrupted by hand or by CI, the servers go too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => void stop().then(() => process.exit(1)));
  try {
    for (const name of names) started.push(await startServer(name));
    await Promise.all(started.map((server) => server.ready()));
    return { env: Object.fromEntries(started.map(({ variable, url }) => [variable, url])), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {keyof typeof SERVERS} name
 * @param {Record<string, string>} [env] settings beside those that a test server has
 */
export async function startServer(name, env = {}) {
  const { variable, args } = SERVERS[name];
  const port = await freePort();
  const url = `http://${HOST}:${port}`;
  const logPath = `.build/${name}-server.log`;
  const log = await open(logPath, 'w');
  // Each has data of its own, and starts with none.
  const data = resolve('.build', `${name}-data`);
  await rm(data, { recursive: true, force: true });
  const child = spawn(process.execPath, args(port), {
    // A group of its own, so that what the server starts is stopped with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', log.fd, log.fd],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST,
      TRILANE_PARENT_PID: String(process.pid),
      TRILANE_DATA: data,
      DATABASE_URL: '',
      ...env,
    },
  });
  await log.close();
  const exited = once(child, 'exit').catch(() => undefined);

  return {
    variable,
    url,
    data,
    process: child,
    async ready() {
      const deadline = Date.now() + READY_LIMIT_MS;
      while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
        const response = await fetch(`${url}/v2/health/ready`).catch(() => null);
        if (response?.ok) return;
        await sleep(100);
      }
      throw new Error(`the ${name} server did not become ready. It said:\n${await readFile(logPath, 'utf8')}`);
    },
    async stop() {
      signalGroup(child, 'SIGTERM');
      await Promise.race([exited, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
      signalGroup(child, 'SIGKILL');
    },
  };
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (!child.pid) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // Already gone.
  }
}
