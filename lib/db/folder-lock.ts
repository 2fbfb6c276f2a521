import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TrilaneError } from '../errors';

/** How long a server that is just stopping is waited for, ms. */
const PATIENCE_MS = 8000;
const LOOK_AGAIN_MS = 100;
/** A holder renews its lock this often; one not renewed for so long is nobody's, whoever has its process id now. ms */
const RENEW_MS = 1000;
const STALE_MS = 5000;

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
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      const renewal = setInterval(() => renew(file), RENEW_MS).unref();
      return () => {
        clearInterval(renewal);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new TrilaneError('database-unavailable', 'The folder of the embedded database cannot be written to.', {
          cause: error,
        });
      }
    }
    const holder = holderOf(file);
    if (holder === undefined || !isAlive(holder) || ageMs(file) > STALE_MS) rmSync(file, { force: true });
    else if (performance.now() > endMs) {
      throw new TrilaneError(
        'database-unavailable',
        `Another server (process ${holder}) uses this data folder. Stop it, choose another folder with TRILANE_DATA, or share a PostgreSQL with DATABASE_URL.`,
      );
    }
  }
}

function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function renew(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody removed it. The database is open all the same, and stays so.
  }
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
