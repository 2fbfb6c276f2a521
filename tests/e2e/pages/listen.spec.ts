import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { type ChapterAudio, chapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { LEAD_S } from '@/lib/lesson/audio/sentence-at';
import { expect, expectAccessible, test } from '../support';

const chapterOf = (id: string): ChapterAudio =>
  chapterAudio.parse(JSON.parse(readFileSync(`public/audio/${id}.json`, 'utf8')));

/** What the `<audio>` underneath is at, and which sentence is marked, at one moment. */
const now = (page: Page) =>
  page.evaluate(() => {
    const audio = document.querySelector('audio');
    const marked = document.querySelectorAll<HTMLElement>('[data-sentence][aria-current="true"]');
    return {
      atS: audio?.currentTime ?? -1,
      paused: audio?.paused ?? true,
      speed: audio?.playbackRate ?? 0,
      seeking: audio?.seeking ?? true,
      marked: [...marked].map(({ dataset }) => Number(dataset.sentence)),
    };
  });

/** Waits until this sentence is heard and is the one that is marked. */
async function expectHeard(page: Page, { sentences }: ChapterAudio, index: number) {
  const fromS = (sentences[index]?.startS ?? 0) - LEAD_S;
  const toS = sentences[index + 1]?.startS ?? Number.POSITIVE_INFINITY;
  await expect(async () => {
    const { atS, seeking, marked } = await now(page);
    expect({ seeking, marked, inStep: atS >= fromS && atS < toS }).toEqual({
      seeking: false,
      marked: [index],
      inStep: true,
    });
  }).toPass();
}

test.describe('listening', () => {
  test('marks the sentence that is heard, at any moment, and is usable meanwhile @phone', async ({ page }) => {
    const chapter = chapterOf('dialogue-batch');
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto('/learn/listen');
    const player = page.getByRole('region', { name: `Player: ${chapter.title}` });
    await expect(player.getByRole('button', { name: chapter.sentences[0]?.text ?? '' })).toBeVisible();
    expect(fetched.filter((path) => path.endsWith('.webm'))).toEqual([]);

    await player.getByRole('button', { name: 'Play', exact: true }).click();
    await expectHeard(page, chapter, 0);
    for (const index of [20, 7, chapter.sentences.length - 2]) {
      const { startS = 0, endS = 0 } = chapter.sentences[index] ?? {};
      await page.evaluate(
        (atS) => {
          const audio = document.querySelector('audio');
          if (audio) audio.currentTime = atS;
        },
        startS + (endS - startS) / 4,
      );
      await expectHeard(page, chapter, index);
      await expect(page.locator(`[data-sentence="${index}"]`)).toBeInViewport();
    }
    await expect(player.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  test('goes from sentence to sentence, by button, by key and by choosing one', async ({ page }) => {
    const chapter = chapterOf('dialogue-edge');
    await page.goto('/learn/listen?chapter=dialogue-edge');
    const player = page.getByRole('region', { name: `Player: ${chapter.title}` });
    const sentence = (index: number) => page.locator(`[data-sentence="${index}"]`);
    await player.getByRole('button', { name: 'Play', exact: true }).focus();
    await page.keyboard.press('k');
    await expectHeard(page, chapter, 0);
    await page.keyboard.press('k');
    await expect.poll(async () => (await now(page)).paused).toBe(true);

    await player.getByRole('button', { name: 'Next sentence' }).click();
    await expectHeard(page, chapter, 1);
    await page.keyboard.press('l');
    await expectHeard(page, chapter, 2);
    await page.keyboard.press('ArrowLeft');
    await expectHeard(page, chapter, 1);
    await page.keyboard.press('ArrowUp');
    await expect(player.getByLabel('Speed')).toHaveValue('1.25');
    expect((await now(page)).speed).toBe(1.25);

    // The whole transcript is one stop of the Tab key.
    await sentence(1).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(sentence(3)).toBeFocused();
    await page.keyboard.press('Enter');
    await expectHeard(page, chapter, 3);
    expect((await now(page)).paused).toBe(false);
    expect(await page.locator('[data-sentence][tabindex="0"]').count()).toBe(1);
    await sentence(6).click();
    await expectHeard(page, chapter, 6);
  });

  test('remembers chapter, place and speed, marks what was heard, and Back leads to the chapter before', async ({
    page,
  }) => {
    const first = chapterOf('dialogue-batch');
    const chapter = chapterOf('dialogue-summary');
    await page.goto('/learn/listen');
    const chapters = page.getByRole('navigation', { name: 'Chapters' });
    await chapters.getByRole('link', { name: chapter.title }).click();
    await expect(page).toHaveURL(/\?chapter=dialogue-summary$/);
    const player = page.getByRole('region', { name: `Player: ${chapter.title}` });
    await player.getByLabel('Speed').selectOption('1.5');
    await player.getByRole('slider', { name: 'Position' }).fill('72');
    // Also from an address that names no chapter.
    await page.goto('/learn/listen');
    await expect(page).toHaveURL(/\?chapter=dialogue-summary$/);
    await expect(player.getByRole('button', { name: 'Continue at 1:12' })).toBeVisible();
    await expect(player.getByLabel('Speed')).toHaveValue('1.5');
    await expect(chapters.getByRole('link', { name: chapter.title })).toContainText('at 1:12 of');
    await player.getByRole('button', { name: 'Continue at 1:12' }).click();
    await expect.poll(async () => (await now(page)).atS).toBeGreaterThan(71.9);

    // All but the last second was heard before, as far as this device knows.
    await page.goto('/learn/listen');
    await page.evaluate(
      ([id, toS]) =>
        localStorage.setItem(
          'trilane.listening',
          JSON.stringify({ chapters: { [`${id}`]: { atS: toS, heard: [[0, toS]] } } }),
        ),
      [first.chapter, Math.floor(first.durationS * 0.9) - 1] as const,
    );
    await page.goto(`/learn/listen?chapter=${first.chapter}`);
    await page.getByRole('button', { name: /^Continue at/ }).click();
    await expect(chapters.getByRole('link', { name: first.title })).toContainText('heard');

    await chapters.getByRole('link', { name: chapter.title }).click();
    await expect(player).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('region', { name: `Player: ${first.title}` })).toBeVisible();
  });

  test('says so when a recording cannot be had, tries again, and speaks for itself where it can', async ({
    page,
    complaints,
  }) => {
    const chapter = chapterOf('book-batch');
    let isGone = true;
    await page.route('**/audio/*.webm*', (route) => (isGone ? route.abort() : route.continue()));
    await page.goto('/learn/listen?chapter=book-batch');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'could not be loaded' });
    await expect(alert).toBeVisible();
    expect(complaints.filter((each) => !each.includes('.webm'))).toEqual([]);
    complaints.length = 0;
    isGone = false;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expectHeard(page, chapter, 0);
    await expect(alert).toBeHidden();

    const hasVoice = await page.evaluate(() =>
      speechSynthesis.getVoices().some(({ lang, localService }) => localService && lang.startsWith('en')),
    );
    await page.getByRole('radio', { name: 'This device’s voice' }).click();
    if (!hasVoice) await expect(page.getByText('This device has no English voice')).toBeVisible();
    await expect(page.getByRole('radio', { name: hasVoice ? 'This device’s voice' : 'The recording' })).toBeChecked();
  });
});
