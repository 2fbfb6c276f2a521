import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '@/lib/db/folder-lock';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trilane-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  it('is refused to a second server, in words that say what to do', async () => {
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder, 200)).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringMatching(new RegExp(`process ${process.pid}.*TRILANE_DATA.*DATABASE_URL`)),
    });
    unlock();
    (await lockFolder(folder))();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('passes on when its holder gives it back', async () => {
    const unlock = await lockFolder(folder);
    const second = lockFolder(folder);
    unlock();
    (await second)();
  });

  it('is taken over from a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(join(folder, 'lock'), `${child.pid} 12345`);
    (await lockFolder(folder))();
  });

  it('is taken over when its holder’s number belongs to another process now', async () => {
    await writeFile(join(folder, 'lock'), `${process.pid} 1`);
    (await lockFolder(folder))();
  });

  it('goes to one when several find it abandoned', async () => {
    await writeFile(join(folder, 'lock'), '999999999 1');
    let holders = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const unlock = await lockFolder(folder);
        most = Math.max(most, ++holders);
        await new Promise((resolve) => setImmediate(resolve));
        holders--;
        unlock();
      }),
    );
    expect(most).toBe(1);
  });
});
