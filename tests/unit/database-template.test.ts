import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putInPlace, removeUnfinished } from '@/lib/commands/database-template.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trilane-template-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function make(name: string): Promise<string> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'file'), 'whole');
  return join(folder, name);
}

describe('the database that new ones are copied from', () => {
  it('is made once when builds run at the same time', async () => {
    const place = await make('template');
    const made = await Promise.all(Array.from({ length: 10 }, (_, index) => make(`template.${index + 1}`)));
    await Promise.all(made.map((one) => putInPlace(one, place)));
    expect(await readdir(folder)).toEqual(['template']);
    expect(await readFile(join(place, 'file'), 'utf8')).toBe('whole');
  });

  it('is not made from what a killed build left, which is cleared away', async () => {
    const names = [
      'template',
      'template.999999999',
      'template.999999999.old',
      `template.${process.pid}`,
      `template.${process.ppid}`,
    ];
    await Promise.all([...names, 'template.version', 'other.999999999'].map(make));
    await removeUnfinished(join(folder, 'template'));
    const kept = ['template', 'template.version', 'other.999999999', `template.${process.ppid}`];
    expect((await readdir(folder)).sort()).toEqual(kept.sort());
  });
});
