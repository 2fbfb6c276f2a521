import { readdirSync, readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright/test';
import { z } from 'zod';
import { type TestItem, testItem } from '@/lib/exercises/content';
import { expect, expectAccessible, test } from '../support';

import { expectNoSidewaysScroll, expectRoomForWords } from './layout';

test.use({ firstVisit: true });

const FOLDER = new URL('../../../lib/exercises/content/en/items/', import.meta.url);
const BANK = readdirSync(FOLDER).flatMap((name) =>
  z.array(testItem).parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))),
);

const stem = (page: Page) => page.getByRole('article').getByRole('heading', { level: 2 });
const onwards = (page: Page) => page.getByRole('button', { name: /^(Next question|See the results)$/ });
const place = (page: Page, number: number) => page.getByText(`Question ${number} of 5`);

async function asked(page: Page): Promise<TestItem> {
  const text = await stem(page).textContent();
  const item = BANK.find((each) => each.stem === text);
  if (!item) throw new Error(`The bank has no question “${text}”.`);
  return item;
}

/** The words of a choice, or a number. */
function answerTo(item: TestItem, right: boolean): string {
  if (item.kind === 'numeric') return String(right ? item.answer : item.answer * 7);
  return item.choices.find((choice) => choice.right === right)?.text ?? '';
}

/** Runs of plain letters, which any encoding leaves alone; too long to be the name of a misconception. */
const passagesOf = (text: string) => text.match(/[A-Za-z ,]{36,}/g) ?? [];

/** A passage of every explanation of an item. */
function keyPassages(item: TestItem): string[] {
  const whys =
    item.kind === 'choice' ? item.choices.map(({ why }) => why) : [item.why, ...item.traps.map(({ why }) => why)];
  return whys.flatMap((why) => passagesOf(why).slice(0, 1));
}

/** @returns the passages of everything the server has sent so far */
function collectPassages(page: Page): () => Promise<ReadonlySet<string>> {
  const bodies: Promise<readonly string[]>[] = [];
  page.on('response', (response) => {
    if (/text|json|javascript/.test(response.headers()['content-type'] ?? ''))
      bodies.push(response.text().then(passagesOf, () => [])); // a redirect has no body
  });
  return async () => new Set((await Promise.all(bodies)).flat());
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard does not get there.');
}

/** Answers the question that is up, whose heading has the focus, and stays at its explanation. */
async function answerByKeyboard(page: Page, right: boolean): Promise<string> {
  await expect(stem(page)).toBeFocused();
  const item = await asked(page);
  const answer = answerTo(item, right);
  await page.keyboard.press('Tab');
  if (item.kind === 'numeric') await page.keyboard.type(answer);
  else {
    const choice = page.getByRole('radio', { name: answer, exact: true });
    await page.keyboard.press('Space');
    for (let presses = 0; presses < 5 && !(await choice.isChecked()); presses++) await page.keyboard.press('ArrowDown');
    await expect(choice).toBeChecked();
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^Unsure/ })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText(right ? 'Right' : 'Not right', { exact: true })).toBeFocused();
  return item.stem;
}

test('a test is taken by keyboard: no key comes before its answer, a reload loses nothing, and a retry asks other questions', async ({
  page,
}) => {
  const received = collectPassages(page);
  await page.goto('/exercises/test');
  const begin = page.getByRole('button', { name: 'Begin the test' });
  await expect(begin).toBeVisible();
  await expectAccessible(page);
  for (const name of ['Choose all', 'Choose none']) {
    await tabTo(page, page.getByRole('button', { name }));
    await page.keyboard.press('Enter');
  }
  await tabTo(page, page.getByRole('checkbox', { name: 'Load and queues' }));
  await page.keyboard.press('Space');
  await expect(page.getByText('5 questions, about 5 minutes.')).toBeVisible();
  await page.keyboard.press('Enter');

  const first: string[] = [];
  for (const [index, right] of [true, false, true, false, true].entries()) {
    await expect(place(page, index + 1)).toBeVisible();
    const unanswered = BANK.filter((item) => !first.includes(item.stem));
    const sent = await received();
    expect(unanswered.flatMap(keyPassages).filter((passage) => sent.has(passage))).toEqual([]);
    if (index === 2) {
      const before = await stem(page).textContent();
      const guess = page.getByRole('radio', { name: /^A guess/ });
      await guess.focus();
      await page.keyboard.press('Space');
      await page.reload();
      await expect(place(page, 3)).toBeVisible();
      await expect(guess).toBeChecked();
      await expect(stem(page)).toHaveText(before ?? '');
      await stem(page).focus();
    }
    first.push(await answerByKeyboard(page, right));
    if (index === 0) {
      const sentAfter = await received();
      const answered = BANK.filter((item) => first.includes(item.stem));
      expect(answered.flatMap(keyPassages).every((passage) => sentAfter.has(passage))).toBe(true);
      await expectAccessible(page);
    }
    await tabTo(page, onwards(page));
    await page.keyboard.press('Enter');
  }

  await expect(page.getByRole('heading', { name: '3 of 5 answers right' })).toBeFocused();
  await expect(page.getByText('Not mastered yet')).toBeVisible();
  await expect(page.getByRole('figure')).toContainText('Too few answers to judge your confidence');
  await expectAccessible(page);
  await tabTo(page, page.getByRole('button', { name: 'Make flash cards of the 2 I missed' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 new flash cards.')).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: 'Retry with other questions' }));
  await page.keyboard.press('Enter');
  const second: string[] = [];
  for (let number = 1; number <= 5; number++) {
    await expect(place(page, number)).toBeVisible();
    second.push(await answerByKeyboard(page, true));
    await tabTo(page, onwards(page));
    await page.keyboard.press('Enter');
  }
  expect(new Set([...first, ...second]).size).toBe(10);
  await expect(page.getByText('Mastered', { exact: true })).toBeVisible();
});

test('a test is taken by touch over a network that fails, passes over what it cannot read, and ends early @phone-only', async ({
  page,
  complaints,
}) => {
  await page.goto('/exercises/test');
  await expect(page.getByRole('button', { name: 'Begin the test' })).toBeVisible();
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('trilane-learner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const change = opening.result.transaction(['answers', 'tests'], 'readwrite');
          change.objectStore('answers').put({ id: 'odd', kind: 'item', right: 'perhaps' });
          change.objectStore('tests').put({ id: 'odder', items: 'none' });
          change.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByText('2 records of earlier tests could not be read.')).toBeVisible();
  await page.getByRole('button', { name: 'Begin the test' }).tap();
  await expect(page.getByText('Question 1 of 20')).toBeVisible();
  await expectNoSidewaysScroll(page);

  await page.getByRole('button', { name: 'Answer', exact: true }).tap();
  await expect(page.getByText(/^(Choose an answer|Write a number) first\.$/)).toBeVisible();
  const item = await asked(page);
  if (item.kind === 'numeric') await page.getByRole('textbox').fill(answerTo(item, true));
  else await page.getByText(answerTo(item, true), { exact: true }).tap();
  await page.getByText('Nearly certain').tap();
  await page.route('**/exercises/test/key/*', (route) => route.abort());
  await page.getByRole('button', { name: 'Answer', exact: true }).tap();
  await expect(page.getByRole('alert').filter({ hasText: 'stays locked in' })).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await page.reload();
  await expect(page.getByText(item.stem)).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'stays locked in' })).toBeVisible();
  expect(complaints.every((complaint) => complaint.includes('ERR_FAILED'))).toBe(true);
  complaints.length = 0;
  await page.unroute('**/exercises/test/key/*');
  await page.getByRole('button', { name: 'Try again' }).tap();
  await expect(page.getByText('Right', { exact: true })).toBeVisible();
  await expectNoSidewaysScroll(page);

  await page.getByRole('button', { name: 'Finish now' }).tap();
  await expect(page.getByText('19 questions have no answer yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Finish the test' }).tap();
  await expect(page.getByRole('heading', { name: '1 of 1 answer right' })).toBeVisible();
  await expect(page.getByText('19 questions had no answer and are not counted.')).toBeVisible();
  await expect(page.getByText('You missed none of the questions you answered.')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: '1 of 1 answer right' })).toBeVisible();
  await expectRoomForWords(page);
});
