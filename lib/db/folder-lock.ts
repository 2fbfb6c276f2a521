import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TrilaneError } from '../errors';
import { codeInWords } from '../errors/code-in-words';
import { codeOf } from '../processes/failure-in-words';
import { isAlive } from '../processes/processes';

/** How long a holder that is just stopping is waited for, ms. */
const PATIENCE_MS = 8000;
const LOOK_AGAIN_MS = 50;
/** A holder shows this often that it lives, ms. PGlite lets nothing else run for the length of a query. */
const TOUCH_MS = 2000;
/** A holder that cannot be looked up, and has not shown itself for this long, is gone, ms. */
const STALE_MS = 30_000;
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * Makes a folder this process's own: PGlite must not be opened twice. The lock of a process that is gone does not count,
 * be it of this machine, of another one that shares the folder, or of a container.
 * @returns gives it back
 * @throws TrilaneError `database-unavailable`
 */
export async function lockFolder(folder: string, patienceMs = PATIENCE_MS): Promise<() => void> {
  makeFolder(folder);
  const file = join(folder, 'lock');
  for (const endMs = performance.now() + patienceMs; ; await sleep(LOOK_AGAIN_MS)) {
    if (takeLock(file)) return keepLock(file);
    const holder = holderOf(file);
    if (holder === undefined) breakLock(file);
    else if (performance.now() > endMs) {
      throw new TrilaneError(
        'database-unavailable',
        `Another server uses this data folder (${holder}). Stop it, choose another folder with TRILANE_DATA, or share a PostgreSQL with DATABASE_URL.`,
      );
    }
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new TrilaneError('database-unavailable', `The data folder cannot be made: ${codeInWords(codeOf(cause))}.`, {
      cause,
    });
  }
}

function keepLock(file: string): () => void {
  const timer = setInterval(() => touch(file), TOUCH_MS).unref();
  return () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // The next time, perhaps.
  }
}

/** In one step: nobody ever sees a lock that does not say whose it is. @throws TrilaneError `database-unavailable` */
function takeLock(file: string): boolean {
  const own = `${file}.${randomUUID()}`;
  const text = [process.pid, startOf(process.pid), ...placeOf()].join(' ');
  try {
    writeFileSync(own, text, { flag: 'wx' });
    try {
      linkSync(own, file);
    } catch (error) {
      // Some file systems have no links: a plain write is nearly as good.
      if (!NO_LINKS.includes(codeOf(error) ?? '')) throw error;
      writeFileSync(file, text, { flag: 'wx' });
    }
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    const detail = `The data folder cannot be written to: ${codeInWords(codeOf(cause))}.`;
    throw new TrilaneError('database-unavailable', detail, { cause });
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes a dead process's lock away; should another one have done so just before and locked, it gets its lock back. */
function breakLock(file: string): void {
  const broken = `${file}.${randomUUID()}`;
  try {
    renameSync(file, broken);
    if (holderOf(broken) !== undefined) linkSync(broken, file);
  } catch {
    // Gone already, or taken again: the next attempt to take it finds out.
  }
  rmSync(broken, { force: true });
}

/** In words, who holds a lock, if it lives. Whoever cannot be looked up from here lives while the lock is touched. */
function holderOf(file: string): string | undefined {
  try {
    const [pid = '', start = '', ...place] = readFileSync(file, 'utf8').split(' ');
    const here = placeOf();
    if (place.length > 0 && place.join(' ') !== here.join(' ')) {
      return isFresh(file) ? `process ${pid} on ${place[0] === here[0] ? 'another system' : place[0]}` : undefined;
    }
    const holder = Number(pid);
    if (!Number.isInteger(holder) || holder <= 0 || !isAlive(holder)) return undefined;
    // The number may be another process's by now.
    const isSame = start === '' ? isFresh(file) : startOf(holder) === start;
    return isSame ? `process ${holder}` : undefined;
  } catch {
    return undefined;
  }
}

function isFresh(file: string): boolean {
  return Math.abs(Date.now() - statSync(file).mtimeMs) < STALE_MS;
}

/**
 * Where process numbers mean the same as here: the machine's name, which start of it, and which container on it
 * (pid_namespaces(7)). The last two are '' where the system does not tell.
 */
function placeOf(): readonly string[] {
  return [
    hostname().replaceAll(' ', '-'),
    told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    told(() => readlinkSync('/proc/self/ns/pid')),
  ];
}

/** When a process started, in ticks since the machine did; '' where the system does not tell (proc(5), field 22 of `stat`). */
function startOf(pid: number): string {
  const stat = told(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function told(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}
