import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../lib/commands/bootstrap.mjs';
import { freePort } from '../../lib/commands/port.mjs';
import { installDebianPackage } from './apt.mjs';

const READY_LIMIT_MS = 60_000;
/** What Debian's packages are called by. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/**
 * A PostgreSQL for tests: the one at `TRILANE_TEST_POSTGRES`, or one of our own on a free port, in a temporary folder;
 * null, with the reason said, when there is no way to get one.
 * @returns {Promise<{ url: string, stop: () => Promise<void> } | null>}
 */
export async function startPostgres() {
  if (process.env.TRILANE_TEST_POSTGRES) return { url: process.env.TRILANE_TEST_POSTGRES, stop: async () => {} };
  const programs = findPrograms() ?? ((await installDebianPackage('postgresql')) ? findPrograms() : null);
  if (!programs) return skipped('there is no PostgreSQL here, and apt-get could not install one');
  const owner = unprivilegedUser();
  if (!owner) return skipped('PostgreSQL does not run as root, and there is no user "postgres" or "nobody"');
  const folder = await mkdtemp(join(tmpdir(), 'trilane-postgres-'));
  await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const as = { ...owner, stdio: /** @type {const} */ (['ignore', 'ignore', 'pipe']), cwd: folder };
  const made = spawn(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'trilane', '--auth=trust', '-E', 'UTF8', '--no-sync'],
    as,
  );
  const [code] = await once(made, 'exit').catch(() => [1]);
  if (code !== 0) return skipped('its initdb failed');
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
  const server = spawn(join(programs, 'postgres'), options, { ...as, stdio: 'ignore' });
  const exited = once(server, 'exit').catch(() => undefined);
  const stop = async () => {
    server.kill('SIGINT');
    await Promise.race([exited, sleep(5000, undefined, { ref: false })]);
    server.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  const url = `postgres://trilane@127.0.0.1:${port}/postgres`;
  if (await answers(url, server)) return { url, stop };
  await stop();
  return skipped('it did not start');
}

/** @param {string} reason */
function skipped(reason) {
  say(`tests on PostgreSQL are skipped: ${reason}. Set TRILANE_TEST_POSTGRES to the address of one to run them.`);
  return null;
}

/**
 * The folder of programs of PostgreSQL: on the PATH, or where Debian puts the newest.
 * @param {string[]} names
 */
export function findPrograms(names = ['initdb', 'postgres']) {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(DEBIAN_FOLDER, version, 'bin')),
  ];
  return folders.find((folder) => names.every((name) => existsSync(join(folder, name)))) ?? null;
}

/** Whom to run as: nobody in particular, unless this is root. @returns {{ uid: number, gid: number } | null} */
function unprivilegedUser() {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? 0 };
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , user, group] = line?.split(':') ?? [];
    if (user && group) return { uid: Number(user), gid: Number(group) };
  }
  return null;
}

/** @param {string} url @param {import('node:child_process').ChildProcess} server */
async function answers(url, server) {
  const { default: pg } = await import('pg');
  const deadline = Date.now() + READY_LIMIT_MS;
  while (Date.now() < deadline && server.exitCode === null) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await sleep(100);
    }
  }
  return false;
}
