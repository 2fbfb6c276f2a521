import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { arrivalStepMs } from '@/lib/batch/data/arrival-step';
import { createArrivals, setArrivals } from '@/lib/batch/data/arrivals';
import { generateRows } from '@/lib/batch/data/generate-rows';
import { partKey } from '@/lib/batch/files/file-store';
import { createFolderStore } from '@/lib/batch/files/folder-store';

import { checksumOf } from '@/lib/batch/rows/checksum';
import { GrowingChecksums } from '@/lib/batch/rows/growing-checksums';
import { decodePart } from '@/lib/batch/rows/part-codec';

import type { Database } from '@/lib/db/database';
import { readPublicFile } from '@/lib/engine/server/public-file';
import { findModel } from '@/lib/model';
import { loadSamples } from '@/lib/model/samples';
import { withDatabase } from '../batch-database';
import { makeDataSet } from '../batch-rows';

const tests = withDatabase();
const folder = mkdtempSync(join(tmpdir(), 'arrivals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = createFolderStore(folder);
const model = findModel('credit-risk');
const publicRoot = join(process.cwd(), 'public');
const arrivalsOf = (database: Database) => createArrivals({ database, store, publicRoot });

describe('rows that arrive', () => {
  it('are as many as their rate says, whatever the steps', async () => {
    const id = await anArrivingSet(30);
    const arrivals = arrivalsOf(tests.database);
    let lastedMs = 0;
    for (const stepMs of [500, 700, 1300, 900, 450, 1500]) {
      await letPass(stepMs);
      lastedMs += stepMs;
      await arrivals.step();
    }
    const { rows, arrivedToMs } = await stateOf(id);
    // To the very row: what has arrived is what the rate says up to where the set itself says it is.
    expect(rows).toBe(Math.round(((arrivedToMs - (await startedMs(id)) + lastedMs) * 30) / 1000));
    expect(rows).toBeGreaterThanOrEqual(Math.floor((lastedMs * 30) / 1000) - 1);
  });

  it('come once, however many servers feed them', async () => {
    const id = await anArrivingSet(1000);
    const servers = [tests.database, await tests.connect(), await tests.connect()].map(arrivalsOf);
    let made = 0;
    for (let round = 0; round < 5; round++) {
      await letPass(600);
      const counts = await Promise.all(servers.map((server) => server.step()));
      expect(counts.filter((count) => count > 0)).toHaveLength(1);
      made += counts.reduce((sum, count) => sum + count, 0);
    }
    const { rows, parts } = await stateOf(id);
    expect([rows, parts]).toEqual([made, 5]);
  });

  it('are those of the seed, part after part', async () => {
    const id = await anArrivingSet(100);
    const arrivals = arrivalsOf(tests.database);
    for (let round = 0; round < 3; round++) {
      await letPass(500);
      await arrivals.step();
    }
    const { rows, parts } = await stateOf(id);
    const samples = await loadSamples(model, (file) => readPublicFile(publicRoot, file));
    const all = generateRows(model, samples, 7, 0, rows);
    const read = await Promise.all(
      Array.from({ length: parts }, async (_, index) => decodePart(model, await store.get(partKey(id, index)))),
    );
    expect(read.flatMap(({ values }) => [...values])).toEqual([...all.values]);
    expect(read.flatMap(({ labels }) => [...labels])).toEqual([...all.labels]);
  });

  it('go on from now after a while without a server', async () => {
    const id = await anArrivingSet(100);
    await letPass(60_000);
    await arrivalsOf(tests.database).step();
    expect((await stateOf(id)).rows).toBe(200);
  });

  it('come twice a second while the pile is small, and in hundreds of parts when it is left alone for a night', () => {
    const nightMs = 12 * 3_600_000;
    for (const perSecond of [1, 10, 100]) {
      let [parts, lastedMs, shownMs] = [0, 0, 0];
      while (lastedMs < nightMs) {
        // As it is asked: twice a second.
        const stepMs = Math.ceil(arrivalStepMs(model, { openParts: parts, perMs: perSecond / 1000 }) / 500) * 500;
        if (parts < 20) shownMs = Math.max(shownMs, stepMs);
        lastedMs += stepMs;
        parts++;
      }
      expect(shownMs).toBe(500);
      expect(parts).toBeLessThan(1000);
    }
  });

  it('make no part that is too large, however long nobody takes them', () => {
    const stepMs = arrivalStepMs(model, { openParts: 100_000, perMs: 10 });
    expect(stepMs * 10).toBeLessThanOrEqual(20_000);
  });

  it('come in longer steps while nobody takes them, and in short ones again when a schedule has, without losing a row', async () => {
    const id = await anArrivingSet(100);
    const arrivals = arrivalsOf(tests.database);
    for (let round = 0; round < 40; round++) {
      await letPass(900);
      await arrivals.step();
    }
    const { parts, rows } = await stateOf(id);
    expect(parts).toBe(40);
    // The third twenty wait four times as long.
    await letPass(1200);
    expect(await arrivals.step()).toBe(0);
    await letPass(1800);
    expect(await arrivals.step()).toBeGreaterThanOrEqual(300);

    await tests.database.pool.query(
      `insert into schedules (id, name, data_set_id, model, version, timing, taken_parts)
       values (gen_random_uuid(), 'Often', $1, 'credit-risk', 'x', '{"kind":"every","seconds":10}', 41)`,
      [id],
    );
    await letPass(3000);
    expect(await arrivals.step()).toBeGreaterThanOrEqual(300);
    expect((await stateOf(id)).rows).toBeGreaterThanOrEqual(rows + 600);
    await letPass(500);
    expect(await arrivals.step()).toBeGreaterThanOrEqual(50);
  });

  it('stop and go on as they are told, at the rate they are told', async () => {
    const id = await anArrivingSet(100);
    const arrivals = arrivalsOf(tests.database);
    await setArrivals(tests.database, id, { perSecond: 100, running: false });
    await letPass(1000);
    expect(await arrivals.step()).toBe(0);
    await setArrivals(tests.database, id, { perSecond: 1000, running: true });
    await letPass(1000);
    expect(await arrivals.step()).toBeGreaterThanOrEqual(1000);
  });

  it('end when the set is full', async () => {
    const id = await anArrivingSet(1000);
    await tests.database.pool.query('update data_sets set rows = 9999990');
    await letPass(1000);
    const arrivals = arrivalsOf(tests.database);
    expect(await arrivals.step()).toBe(10);
    await letPass(1000);
    expect(await arrivals.step()).toBe(0);
    await setArrivals(tests.database, id, { perSecond: 1000, running: true });
    await letPass(1000);
    expect(await arrivals.step()).toBe(0);
  });

  it('leave nothing half done when they cannot be written', async () => {
    const id = await anArrivingSet(1000);
    const full = { ...store, put: () => Promise.reject(new Error('full')) };
    await letPass(1000);
    await expect(createArrivals({ database: tests.database, store: full, publicRoot }).step()).rejects.toThrow('full');
    expect(await stateOf(id)).toMatchObject({ rows: 0, parts: 0 });
    expect(await arrivalsOf(tests.database).step()).toBeGreaterThanOrEqual(1000);
  });

  it('are refused for other sets and other rates', async () => {
    const uploaded = await makeDataSet(tests.database, [10], { kind: 'uploaded' });
    const id = await anArrivingSet(10);
    const running = true;
    await expect(setArrivals(tests.database, uploaded, { perSecond: 10, running })).rejects.toMatchObject({
      code: 'wrong-state',
    });
    for (const perSecond of [0, -1, 10_001, Number.NaN]) {
      await expect(setArrivals(tests.database, id, { perSecond, running })).rejects.toMatchObject({
        code: 'malformed-request',
      });
    }
    await expect(setArrivals(tests.database, 'nothing', { perSecond: 10, running })).rejects.toMatchObject({
      code: 'unknown-data-set',
    });
  });
});

it('has the checksum of its parts after each of them, whatever others did meanwhile', async () => {
  const step = fc.record({ set: fc.constantFrom('a', 'b'), how: fc.constantFrom('kept', 'undone', 'elsewhere') });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const checksums = new GrowingChecksums();
      const known: Record<string, string[]> = { a: [], b: [] };
      for (const [index, { set, how }] of steps.entries()) {
        const hashes = known[set] ?? [];
        const sha256 = createHash('sha256').update(`${index}`).digest('hex');
        if (how !== 'elsewhere') {
          const before = hashes.length === 0 ? null : checksumOf(hashes);
          const after = await checksums.after(set, before, sha256, async () => [...hashes]);
          expect(after).toBe(checksumOf([...hashes, sha256]));
        }
        if (how !== 'undone') hashes.push(sha256);
      }
    }),
  );
});

it('asks for the parts before only once, however many follow', async () => {
  const checksums = new GrowingChecksums();
  let asked = 0;
  let checksum: string | null = null;
  for (let index = 0; index < 100; index++) {
    checksum = await checksums.after('a', checksum, `${index}`, async () => {
      asked++;
      return [];
    });
  }
  expect(asked).toBe(1);
});

async function anArrivingSet(perSecond: number): Promise<string> {
  const id = await makeDataSet(tests.database, [], { model: model.id });
  await setArrivals(tests.database, id, { perSecond, running: true });
  await tests.database.pool.query('update data_sets set created_at = arrived_to where id = $1', [id]);
  return id;
}

/** Puts the last arrival so much further back. */
async function letPass(ms: number): Promise<void> {
  await tests.database.pool.query("update data_sets set arrived_to = arrived_to - $1 * interval '1 ms'", [ms]);
}

async function stateOf(id: string): Promise<{ rows: number; parts: number; arrivedToMs: number }> {
  const { rows } = await tests.database.pool.query<{ rows: string; parts: number; ms: string }>(
    'select rows, parts, extract(epoch from arrived_to) * 1000 as ms from data_sets where id = $1',
    [id],
  );
  return { rows: Number(rows[0]?.rows), parts: rows[0]?.parts ?? 0, arrivedToMs: Number(rows[0]?.ms) };
}

async function startedMs(id: string): Promise<number> {
  const { rows } = await tests.database.pool.query<{ ms: string }>(
    'select extract(epoch from created_at) * 1000 as ms from data_sets where id = $1',
    [id],
  );
  return Number(rows[0]?.ms);
}
