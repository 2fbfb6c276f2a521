import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import type { StoredAnswer, StoredTest } from '@/lib/exercises/answers';
import { type Attempt, newAttempt } from '@/lib/exercises/attempt';
import { expect, expectAccessible, test } from '../support';

const HOUR_MS = 3_600_000;
const begin = Date.UTC(2026, 8, 7, 9);
const at = (hours: number) => new Date(begin + hours * HOUR_MS).toISOString();

/** A ratio that was predicted and came out so many times too low or too high. */
function attempt(id: string, exerciseId: string, hours: number, times: number): Attempt {
  return {
    ...newAttempt({ exerciseId }, id, at(hours)),
    commitment: {
      prediction: { kind: 'ratio', ratio: 7 },
      reason: 'a',
      words: 'So I thought.',
      confidence: 0.75,
      at: at(hours),
    },
    result: {
      verdict: times <= 2 ? 'right' : times <= 5 ? 'partly' : 'not',
      score: times <= 2 ? 1 : 0.5,
      outcome: 'a',
      gap: { kind: 'times', value: times },
      at: at(hours),
    },
  };
}

const attempts = [
  attempt('a1', 'queue-at-99', 0, 8),
  attempt('a2', 'int8-or-fp32', 24, 3),
  attempt('a3', 'race-or-alone', 48, 1.5),
];
const answers: readonly StoredAnswer[] = [
  ...[1, 2, 3, 4, 5].map(
    (place): StoredAnswer => ({
      schema: 1,
      kind: 'item',
      id: `i${place}`,
      at: at(72),
      confidence: 0.95,
      score: place < 5 ? 1 : 0,
      item: `latency-${place}`,
      concept: 'latency',
      right: place < 5,
      testId: 't1',
      given: 1,
    }),
  ),
  {
    schema: 1,
    kind: 'scenario',
    id: 's1',
    at: at(80),
    confidence: 0.5,
    score: 0.62,
    scenario: 'thermostat',
    concepts: ['device'],
    plan: 'batch+edge',
    weights: { latency: 0, volume: 1, privacy: 2, connectivity: 0, cost: 1 },
  },
];
const tests: readonly StoredTest[] = [
  {
    schema: 1,
    id: 't1',
    startedAt: at(71),
    seed: 1,
    concepts: ['latency'],
    items: ['latency-1', 'latency-2', 'latency-3', 'latency-4', 'latency-5'],
    finishedAt: at(72),
    locked: null,
  },
];
/** An attempt of some other program. */
const garbage = { schema: 9, id: 'garbage', exerciseId: null };

/** Puts records where the page keeps its own; the page must have opened the database. */
async function seed(page: Page, records: Readonly<Record<string, readonly object[]>>): Promise<void> {
  await page.evaluate(async (stores) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('trilane-learner');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const change = database.transaction(Object.keys(stores), 'readwrite');
    for (const [store, records] of Object.entries(stores))
      for (const record of records) change.objectStore(store).put(record);
    await new Promise((resolve, reject) => {
      change.oncomplete = resolve;
      change.onerror = () => reject(change.error);
    });
    database.close();
  }, records);
}

test('progress is shown, saved, deleted by keyboard and brought back, and garbage costs nothing @phone', async ({
  page,
}) => {
  await page.goto('/exercises/progress');
  const empty = page.getByRole('heading', { name: 'Nothing here yet' });
  await expect(empty).toBeVisible();
  await expectAccessible(page);

  await seed(page, { attempts: [...attempts, garbage], answers, tests });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'One concept of 12 mastered' })).toBeVisible();
  const concept = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  await expect(concept('Latency and its tail')).toContainText('Mastered, 4 of 5 right');
  await expect(concept('The device')).toContainText('62 points on average');
  await expect(
    page.getByRole('figure', { name: 'The middle one of your last 3 predictions was off by 3×' }),
  ).toContainText('3 predictions from');
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByRole('listitem')).toHaveCount(5);
  await expect(history.getByRole('listitem').first()).toContainText('You said: Batch and Edge');
  await expect(history.getByRole('listitem').last()).toContainText(/You said: 7×.*Not right.*off by 8×.*75% sure/);
  await expect(page.getByRole('heading', { name: 'One record cannot be read' })).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Everything (JSON)' }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/^trilane-progress-\d{4}-\d\d-\d\d\.json$/);
  const copy = readFileSync(await saved.path());
  expect(JSON.parse(copy.toString())).toMatchObject({
    format: 'trilane-progress',
    version: 1,
    attempts,
    answers,
    tests,
  });

  const input = page.locator('input[type="file"]');
  const give = (name: string, buffer: Buffer) => input.setInputFiles({ name, mimeType: 'application/json', buffer });
  await give('broken.json', copy.subarray(0, copy.length / 2));
  await expect(page.getByRole('alert').filter({ hasText: 'broken.json was not taken' })).toContainText('breaks off');
  await expect(history.getByRole('listitem')).toHaveCount(5);

  const clash = { format: 'trilane-progress', version: 1, answers: [], tests: [null] };
  await give('clash.json', Buffer.from(JSON.stringify({ ...clash, attempts: [attempt('garbage', 'offline', 0, 1)] })));
  await expect(page.getByText('clash.json was read: nothing was new. 2 records in it were passed over')).toBeVisible();

  const unreadable = page.getByRole('region', { name: 'One record cannot be read' });
  const [rest] = await Promise.all([
    page.waitForEvent('download'),
    unreadable.getByRole('button', { name: 'Save it as a file' }).click(),
  ]);
  expect(JSON.parse(readFileSync(await rest.path()).toString())).toEqual([{ store: 'attempts', record: garbage }]);
  await unreadable.getByRole('button', { name: 'Delete it' }).click();
  const alone = page.getByRole('dialog', { name: 'Delete the record that cannot be read?' });
  await alone.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('One record was deleted. Everything else is still there.')).toBeFocused();
  await expect(unreadable).toHaveCount(0);
  await expect(history.getByRole('listitem')).toHaveCount(5);

  await page.getByRole('button', { name: 'Delete everything …' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete all of it?' });
  await expect(dialog).toContainText(
    '3 goes at exercises, one answer to a scenario, one practice test with 5 answers.',
  );
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(empty).toBeFocused();

  await give('copy.json', copy);
  await expect(page.getByText('copy.json was read: 10 records were new.')).toBeVisible();
  await expect(history.getByRole('listitem')).toHaveCount(5);
});

test('an answer to an exercise as it was asked before keeps its grade, and is told what usually happens', async ({
  page,
}) => {
  const leg = (median: number) => ({
    ...{ setup: 'lanes=edge', measuredAt: at(1), runId: null, emulated: [], trials: [] },
    figures: { 'edge.median': { value: median, low: median * 0.9, high: median * 1.1 } },
  });
  const before = attempt('before', 'race-or-alone', 0, 1.5);
  const done = { ...before, legs: [leg(180), leg(400)], seen: { words: '', at: at(2) } };
  await page.goto('/exercises/progress');
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await seed(page, { attempts: [done] });
  await page.goto('/exercises/race-or-alone');
  await expect(page.getByText('100% of the points')).toBeVisible();
  await expect(page.getByText('This exercise has changed since you answered it')).toBeVisible();
  await expect(page.getByText(/In the race edge’s median is usually longer than alone/)).toBeVisible();
  await expectAccessible(page);
});
