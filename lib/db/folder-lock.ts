import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TrilaneError } from '../errors';

/** How long a holder that is just stopping is waited for, ms. */
const PATIENCE_MS = 8000;
const LOOK_AGAIN_MS = 50;
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * Makes a folder this process's own: PGlite must not be opened twice. The lock of a process that is gone does not count.
 * @returns gives it back
 * @throws TrilaneError `database-unavailable`
 */
export async function lockFolder(folder: string, patienceMs = PATIENCE_MS): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  for (const endMs = performance.now() + patienceMs; ; await sleep(LOOK_AGAIN_MS)) {
    if (takeLock(file)) return () => rmSync(file, { force: true });
    const holder = holderOf(file);
    if (holder === undefined) breakLock(file);
    else if (performance.now() > endMs) {
      throw new TrilaneError(
        'database-unavailable',
        `Another server uses this data folder (process ${holder}). Stop it, choose another folder with TRILANE_DATA, or share a PostgreSQL with DATABASE_URL.`,
      );
    }
  }
}

/** In one step: nobody ever sees a lock that does not say whose it is. @throws TrilaneError `database-unavailable` */
function takeLock(file: string): boolean {
  const own = `${file}.${randomUUID()}`;
  const text = `${process.pid} ${startOf(process.pid)}`;
  try {
    writeFileSync(own, text, { flag: 'wx' });
    try {
      linkSync(own, file);
    } catch (error) {
      // Not every file system has links; then it is nearly as good.
      if (!NO_LINKS.includes(codeOf(error))) throw error;
      writeFileSync(file, text, { flag: 'wx' });
    }
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw new TrilaneError('database-unavailable', 'The data folder cannot be written to.', { cause });
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

/** The process that holds a lock, if it lives; not another one that was given its number since. */
function holderOf(file: string): number | undefined {
  try {
    const [pid = '', start = ''] = readFileSync(file, 'utf8').split(' ');
    const holder = Number(pid);
    return Number.isInteger(holder) && holder > 0 && isAlive(holder) && startOf(holder) === start ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** When a process started, in ticks since the machine did; '' where the system does not tell (proc(5), field 22 of `stat`). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
