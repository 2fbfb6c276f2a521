import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFreshStarts } from '@/lib/engine/server/fresh-starts';
import { MANIFEST } from '@/lib/model';
import { FRESH_STARTS } from '@/lib/wire/fresh-start-schema';

const TARGET = { modelId: 'digits', versionId: 'fp32' };
/** Says that it is there, and then nothing any more. */
const HANGS = `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('process-id', import.meta.url), String(process.pid));
setInterval(() => {}, 1000);
process.on('message', () => {});
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fresh-starts-'));
  await writeFile(join(folder, 'hangs.mjs'), HANGS);
});
afterEach(() => rm(folder, { recursive: true }));

const startsOf = (limit: { timeLimitMs?: number }) =>
  createFreshStarts({ manifest: MANIFEST, publicRoot: 'public', entry: join(folder, 'hangs.mjs'), ...limit });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code }) => code,
  );

describe('a fresh start that hangs', () => {
  it.each(FRESH_STARTS)('as a %s is ended after a while, and the next one has its turn', async (as) => {
    const starts = startsOf({ timeLimitMs: 50 });
    expect(await codeOf(starts.start(TARGET, as))).toBe('timed-out');
    expect(await codeOf(starts.start(TARGET, as))).toBe('timed-out');
    await starts.close();
  });

  it.each(FRESH_STARTS)('as a %s does not hold up the end of the server', async (as) => {
    const starts = startsOf({});
    const code = codeOf(starts.start(TARGET, as));
    const processId = Number(await vi.waitFor(() => readFile(join(folder, 'process-id'), 'utf8'), 60_000));
    await starts.close();
    expect(await code).toBe('engine-died');
    if (as === 'process') await vi.waitFor(() => expect(() => process.kill(processId, 0)).toThrow(), 60_000);
  });
});
