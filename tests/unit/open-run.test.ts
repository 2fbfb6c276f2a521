import { beforeEach, expect, test, vi } from 'vitest';
import { checksumOf, jsonFile } from '@/lib/export/json-pieces';
import { documentOf } from '@/lib/export/run-document';
import { exampleRun } from './export-fixtures';

const DAY_MS = 86_400_000;

/** With no samples to be had, and none that others have asked for. */
let readRunFile: typeof import('@/lib/lab/open-run').readRunFile;
beforeEach(async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('The network is away.')));
  vi.resetModules();
  ({ readRunFile } = await import('@/lib/lab/open-run'));
});

async function fileStartedAt(ms: number): Promise<File> {
  const { checksum: _, ...document } = await documentOf(exampleRun());
  const dated = { ...document, startedAt: new Date(ms).toISOString() };
  const text = await (await jsonFile({ ...dated, checksum: await checksumOf(dated) })).text();
  return new File([text], 'run.json');
}

test('a file of a run that has yet to come is refused: it would head the list of runs for ever', async () => {
  await expect(readRunFile(await fileStartedAt(Date.parse('9999-12-31')))).rejects.toMatchObject({
    code: 'unreadable-run',
    message: expect.stringMatching(/^At startedAt/),
  });
});

test('a file of a device whose clock is a little ahead opens', async () => {
  await expect(readRunFile(await fileStartedAt(Date.now() + DAY_MS / 2))).resolves.toMatchObject({ kind: 'run' });
});
