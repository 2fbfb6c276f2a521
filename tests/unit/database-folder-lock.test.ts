import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
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

  describe('from where its holder cannot be looked up', () => {
    const secondsAgo = async (seconds: number) => {
      const at = Date.now() / 1000 - seconds;
      await utimes(join(folder, 'lock'), at, at);
    };
    /** As this process would write it, with something else at one place. */
    const lockOf = async (at: number, text: string) => {
      const unlock = await lockFolder(folder);
      const fields = (await readFile(join(folder, 'lock'), 'utf8')).split(' ');
      unlock();
      fields[at] = text;
      await writeFile(join(folder, 'lock'), fields.join(' '));
    };

    it.each([
      ['another machine or container', 2, 'elsewhere'],
      ['another start of the machine', 3, 'another-boot'],
      ['another container of the same name', 4, 'pid:[1]'],
    ])('counts while it is touched: %s', async (_, at, text) => {
      await lockOf(at, text);
      await writeNumber(999_999_999);
      await expect(lockFolder(folder, 100)).rejects.toMatchObject({ code: 'database-unavailable' });
      await secondsAgo(60);
      (await lockFolder(folder, 100))();
    });

    it('counts while it is touched: a system that does not tell when a process started', async () => {
      await lockOf(1, '');
      await expect(lockFolder(folder, 100)).rejects.toMatchObject({ code: 'database-unavailable' });
      await secondsAgo(60);
      (await lockFolder(folder, 100))();
    });

    it('does not make the age matter of one that can', async () => {
      const unlock = await lockFolder(folder);
      await secondsAgo(60);
      await expect(lockFolder(folder, 0)).rejects.toMatchObject({ code: 'database-unavailable' });
      unlock();
    });

    it('is touched by its holder', async () => {
      const unlock = await lockFolder(folder);
      await secondsAgo(60);
      const ageMs = async () => Date.now() - (await stat(join(folder, 'lock'))).mtimeMs;
      await expect.poll(ageMs, { timeout: 60_000 }).toBeLessThan(30_000);
      unlock();
    });

    async function writeNumber(pid: number): Promise<void> {
      const text = await readFile(join(folder, 'lock'), 'utf8');
      await writeFile(join(folder, 'lock'), text.replace(/^\d+/, String(pid)));
    }
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
