import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UPLOADS_FOLDER } from '@/lib/batch/data/upload-data-set';
import type { OperatorView } from '@/lib/wire/operator-schema';
import { cpuSecondsOfTree } from '../bench/process-tree';
import { createBrowser } from './browser';
import type { FigureId, Sample } from './verdict';

const MIB = 1024 * 1024;
/** `/proc/net/tcp` writes states as numbers: the client has closed, we have not. */
const CLOSE_WAIT = '08';
/** The server is looked at when it has had nothing to do for so long, or at the latest after this. ms */
const QUIET_MS = 3000;
const LONGEST_UNREST_MS = 30_000;
const LOOK_MS = 500;
/** Garbage is collected by then (`collect-on-signal.mjs`), and pages are given back to the system. */
const COLLECTED_MS = 3000;

export interface Watched {
  readonly baseUrl: string;
  readonly processId: number;
  readonly dataFolder: string;
  /** Where the server and its processes put what they keep for a moment. */
  readonly temporaryFolder: string;
  readonly operatorKey: string;
}

/** Waits until no job is at work and no stream is open but those of `watchers`. */
export async function untilQuiet(watched: Watched, watchers: number): Promise<void> {
  let quietAtMs: number | undefined;
  for (const endMs = performance.now() + LONGEST_UNREST_MS; performance.now() < endMs; await sleep(LOOK_MS)) {
    const { metrics, inAll } = await ask(watched);
    const open = ['queued', 'running'].flatMap((state) =>
      ['long', 'short'].map((queue) => metrics(`trilane_jobs{queue="${queue}",state="${state}"}`)),
    );
    if (open.some((jobs) => jobs > 0) || inAll.streams.used > watchers) quietAtMs = undefined;
    else quietAtMs ??= performance.now();
    if (quietAtMs !== undefined && performance.now() - quietAtMs >= QUIET_MS) return;
  }
}

export async function takeSample(watched: Watched, atMs: number): Promise<Sample> {
  const { processId, dataFolder, temporaryFolder, baseUrl } = watched;
  const processIds = { server: processId, ...(await findProcesses(processId)) };
  for (const pid of Object.values(processIds)) if (pid > 0) process.kill(pid, 'SIGUSR2');
  await sleep(COLLECTED_MS);
  const { metrics, inAll } = await ask(watched);
  const links = await linksOf(processId);
  const files = await filesIn(dataFolder);
  const isTemporary = (path: string) => /^files\/\.incoming\//.test(path) || path.startsWith(`${UPLOADS_FOLDER}/`);
  const figures: Record<FigureId, number> = {
    serverRss: await rssOf(processIds.server),
    databaseRss: await rssOf(processIds.database),
    workerRss: await rssOf(processIds.worker),
    serverHeap: metrics('nodejs_heap_size_used_bytes') / MIB,
    sockets: links.filter((link) => link.startsWith('socket:')).length,
    handles: links.length,
    resources: metrics('nodejs_active_resources_total'),
    closeWait: await closeWaits(Number(new URL(baseUrl).port)),
    streams: inAll.streams.used,
    uploads: inAll.uploads.used,
    bodies: inAll.bodies.used,
    meters: inAll.meters.used,
    temporaryFiles: files.filter(({ path }) => isTemporary(path)).length + (await filesIn(temporaryFolder)).length,
    jobs: metrics('trilane_jobs'),
    dataBytes: files.reduce((sum, { bytes }) => sum + bytes, 0) / MIB,
  };
  return { atMs, figures, processIds };
}

/** Over a connection that is gone afterwards. */
async function ask({ baseUrl, operatorKey }: Watched) {
  const browser = createBrowser(baseUrl, 1, (what) => {
    throw new Error(`The server could not be looked at: ${what}`);
  });
  try {
    const text = await (await browser.ask('/api/metrics')).text();
    const headers = { authorization: `Bearer ${operatorKey}` };
    const { inAll } = (await (await browser.ask('/api/operator', { headers })).json()) as OperatorView;
    return { metrics: (name: string) => sumOf(text, name), inAll };
  } finally {
    browser.leave();
  }
}

/** Of a metric with those labels, or of all its labels. */
function sumOf(text: string, name: string): number {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

/** The embedded database, and the worker that the Lab's jobs always have. */
async function findProcesses(root: number): Promise<{ database: number; worker: number }> {
  const found = { database: 0, worker: 0 };
  for (const pid of (await cpuSecondsOfTree(root)).keys()) {
    const [command, environment] = await Promise.all([textOf(pid, 'cmdline'), textOf(pid, 'environ')]);
    if (command.includes('embedded-database')) found.database = pid;
    if (command.includes('batch-worker') && /(?:^|\0)TRILANE_WORKER_NAME=lab\0/.test(environment)) found.worker = pid;
  }
  return found;
}

const textOf = (pid: number, what: string) => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '');

async function rssOf(pid: number): Promise<number> {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(await textOf(pid, 'status')) ?? [];
  return Number(kib) / 1024;
}

async function linksOf(pid: number): Promise<readonly string[]> {
  const names = await readdir(`/proc/${pid}/fd`);
  return Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
}

async function closeWaits(port: number): Promise<number> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')),
  );
  const ours = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = tables.flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)));
  return rows.filter(([, local = '', , state]) => local.endsWith(ours) && state === CLOSE_WAIT).length;
}

async function filesIn(folder: string): Promise<{ path: string; bytes: number }[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const found = await Promise.all(
    names.map(async (path) => ({ path, file: await stat(join(folder, path)).catch(() => null) })),
  );
  return found.flatMap(({ path, file }) => (file?.isFile() ? [{ path, bytes: file.size }] : []));
}
