import { expect, type Page } from 'playwright/test';
import { pseudoMessage } from '@/lib/i18n/pseudo';

export interface Look {
  readonly scheme: 'light' | 'dark';
  readonly profile: 'standard' | 'projector';
}

/** What <html> says about the looks of the page. */
export function looks(page: Page): Promise<{ scheme: string | undefined; profile: string | undefined }> {
  return page.evaluate(() => {
    const { mantineColorScheme: scheme, profile } = document.documentElement.dataset;
    return { scheme, profile };
  });
}

/** Puts a look on the page as it stands, by system and by button: nothing is loaded anew. */
export async function putOn(page: Page, look: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: look.scheme });
  if ((await looks(page)).profile !== look.profile) await page.getByRole('button', { name: 'Projector' }).click();
  await expect.poll(() => looks(page)).toEqual(look);
}

/** Fails where the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overhang, 'px wider than the screen').toBe(0);
}

/** The text of the page in the order of the document, without code, which no one translates. Runs in the page. */
function readWords(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const words: string[] = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest('script, style, code, body [dir="ltr"]'))
      words.push(walker.currentNode.nodeValue ?? '');
  }
  return words;
}

/** Puts other words in the places `readWords` found, and turns the page around. Runs in the page. */
function writeWords(words: string[]): void {
  document.documentElement.dir = 'rtl';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement?.closest('script, style, code, body [dir="ltr"]')) continue;
    walker.currentNode.nodeValue = words.shift() ?? '';
  }
}

/** Fails where the page breaks when its words are much longer and run from right to left. Leaves the page so. */
export async function expectRoomForWords(page: Page): Promise<void> {
  const words = await page.evaluate(readWords);
  expect(words.length).toBeGreaterThan(20);
  await page.evaluate(writeWords, words.map(pseudoMessage));
  await expectNoSidewaysScroll(page);
}

/** Fails where a control outside of running text is lower than 44 px. */
export async function expectRoomForFingers(page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('a, button, select, summary')]
      .filter(
        (each) =>
          !each.closest('p, td, th, dialog, [data-running-text]') &&
          each.checkVisibility() &&
          !each.matches('[href="#main"]'),
      )
      .map((each) => ({ box: each.getBoundingClientRect(), words: each.textContent }))
      .filter(({ box }) => box.height < 43.5)
      .map(({ box, words }) => `${words}: ${box.width} x ${box.height}`),
  );
  expect(small).toEqual([]);
}
