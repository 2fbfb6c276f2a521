import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TrilaneError } from '../errors';

/** How long a holder that is just stopping is waited for, ms. */
const PATIENCE_MS = 8000;
const LOOK_AGAIN_MS = 50;

/**
 * Makes a folder this process's own: PGlite must not be opened twice. The lock of a process that is gone does not count.
 * @returns gives it back
 * @throws TrilaneError `database-unavailable`
 */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  for (const endMs = performance.now() + PATIENCE_MS; ; await sleep(LOOK_AGAIN_MS)) {
    try {
      writeFileSync(file, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new TrilaneError('database-unavailable', 'The data folder cannot be written to.', { cause });
      }
    }
    const holder = holderOf(file);
    if (holder === undefined) rmSync(file, { force: true });
    else if (performance.now() > endMs) {
      throw new TrilaneError(
        'database-unavailable',
        `Another server uses this data folder (process ${holder}). Stop it, choose another folder with TRILANE_DATA, or share a PostgreSQL with DATABASE_URL.`,
      );
    }
  }
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
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
