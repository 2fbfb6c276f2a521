import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll, expectRoomForFingers, expectRoomForWords, putOn } from './layout';

const PAGES = [
  { path: '/learn', name: 'Overview', heading: 'The lesson' },
  { path: '/learn/batch', name: 'Batch', heading: 'Batch' },
  { path: '/learn/online', name: 'Online', heading: 'Online' },
  { path: '/learn/edge', name: 'Edge', heading: 'Edge' },
  { path: '/learn/choosing', name: 'Choosing', heading: 'Choosing' },
  { path: '/learn/listen', name: 'Listen', heading: /./ },
  { path: '/learn/remember', name: 'Remember', heading: /./ },
  { path: '/learn/cards', name: 'Cards', heading: /./ },
  { path: '/learn/glossary', name: 'Glossary', heading: /./ },
  { path: '/learn/references', name: 'References', heading: /./ },
] as const;

const glossary: readonly { id: string; term: string; forms?: string[] }[] = JSON.parse(
  readFileSync('lib/lesson/content/en/glossary.json', 'utf8'),
);
const FORMS = glossary.flatMap(({ id, term, forms = [] }) =>
  [term, ...forms].map((form) => [form.toLowerCase(), id] as const),
);

/**
 * Terms of the glossary that stand in a text of the lesson under a heading before a pop-over has explained them, at any
 * depth. Runs in the page.
 */
function unexplainedTerms(forms: readonly (readonly [string, string])[]): string[] {
  const longestFirst = forms.toSorted(([a], [b]) => b.length - a.length);
  const missing: string[] = [];
  for (const prose of document.querySelectorAll('[data-prose]')) {
    let explained = new Set<string>();
    const walker = document.createTreeWalker(prose, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node instanceof HTMLElement) {
        if (/^H[2-6]$/.test(node.tagName)) explained = new Set();
        const permalink =
          node.matches('[popover]') && node.querySelector('a[href*="/learn/glossary#"]')?.getAttribute('href');
        if (permalink) explained.add(permalink.split('#')[1] ?? '');
        continue;
      }
      const around = node.parentElement?.closest(
        'h1, h2, h3, h4, a, button, [popover], code, label, figure, summary, textarea, [data-plain]',
      );
      if (around) continue;
      let words = ` ${node.nodeValue?.toLowerCase().replace(/\s+/g, ' ')} `;
      for (const [form, id] of longestFirst) {
        const at = words.search(
          new RegExp(`(?<![\\p{L}\\p{N}-])${form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}-])`, 'u'),
        );
        if (at < 0) continue;
        words = words.slice(0, at) + '#'.repeat(form.length) + words.slice(at + form.length);
        if (!explained.has(id)) missing.push(`${id}: ${node.nodeValue?.trim().slice(0, 60)}`);
      }
    }
  }
  return missing;
}

for (const { path, heading } of PAGES) {
  test(`${path} is accessible, in light and on a dark projector, at its deepest`, async ({ page }) => {
    await page.goto(`${path}?depth=detailed`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    expect(await page.evaluate(unexplainedTerms, FORMS)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await putOn(page, { scheme: 'dark', profile: 'projector' });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  test(`${path} fits a phone, fingers, a projector’s letters and longer words @phone-only`, async ({ page }) => {
    await page.goto(`${path}?depth=detailed`);
    await page.waitForLoadState('networkidle');
    await expectNoSidewaysScroll(page);
    await expectRoomForFingers(page);
    await putOn(page, { scheme: 'light', profile: 'projector' });
    await expectNoSidewaysScroll(page);
    await expectRoomForWords(page);
  });
}

/** Tabs on, or back, until a link of the lesson's navigation or a choice of this name has the focus. */
async function tabTo(page: Page, role: 'link' | 'radio', name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  const within = role === 'link' ? page.getByRole('navigation', { name: 'Lesson' }) : page;
  const target = within.getByRole(role, { name, exact: typeof name === 'string' });
  await expect(target).toBeAttached();
  for (let presses = 0; presses < 400; presses++) {
    if (await target.evaluate((each) => each === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`No press of Tab leads to the ${role} ${name}`);
}

test('the whole lesson is walked by keyboard alone, and the map shows what was read', async ({ page }) => {
  await page.goto('/learn');
  for (const { name, heading } of PAGES.slice(1)) {
    await tabTo(page, 'link', name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Lesson' }).locator('[aria-current="page"]')).toHaveText(name);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    if (['Batch', 'Online', 'Edge', 'Choosing'].includes(name)) {
      await page.keyboard.press('End');
      await expect(page.getByText(/^Read on/)).toBeInViewport();
    }
  }
  await tabTo(page, 'link', 'Overview', 'Shift+Tab');
  await page.keyboard.press('Enter');
  const map = page.getByRole('region', { name: 'The whole lesson' });
  await expect(map.getByText(/^4 of 22/)).toBeVisible();
  await expect(map.getByRole('listitem').filter({ hasText: 'Batch' }).getByText('1 of 1')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Go on with: References' })).toBeVisible();
});

test('the depth is chosen by keyboard once for all pages, is remembered, and a link may ask for one', async ({
  page,
}) => {
  await page.goto('/learn/batch');
  const standard = page.getByRole('heading', { name: 'Why the pile is cheap' });
  const example = page
    .getByText('A night’s work', { exact: false })
    .or(page.getByText("A night's work", { exact: false }));
  await expect(standard).toBeVisible();
  await expect(example.first()).toBeHidden();
  await tabTo(page, 'radio', /Standard/);
  await page.keyboard.press('ArrowLeft');
  await expect(example.first()).toBeVisible();
  await expect(standard).toBeHidden();
  await page.reload();
  await expect(example.first()).toBeVisible();
  await expect(page.getByRole('radio', { name: /Quick/ })).toBeChecked();
  await page.goto('/learn/batch?depth=standard');
  await expect(standard).toBeVisible();
});

test('a term explains itself by keyboard where it is used, and leads to the glossary @phone', async ({ page }) => {
  await page.goto('/learn');
  const term = page.getByRole('button', { name: 'throughput', exact: true }).first();
  // Closed pop-overs are no dialogs that a shortcut would have to keep away from.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await term.press('Enter');
  const explained = page.locator('[popover]:popover-open');
  await expect(explained).toContainText(/second/);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(explained).toHaveCount(0);
  await term.press('Enter');
  await explained.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/learn\/glossary#/);
});

test('what a learner writes is kept on the device, and an answer is there to compare', async ({ page }) => {
  await page.goto('/learn/batch?depth=standard');
  const answer = page.getByRole('textbox').locator('visible=true').first();
  await answer.fill('The wait halves, the cost does not.');
  await expect(page.getByText('Kept on this device.', { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(answer).toHaveValue('The wait halves, the cost does not.');
  await page.getByText('Compare with an answer').locator('visible=true').first().click();
  await expect(page.locator('details[open]').first()).toContainText(/\w{4,}/);
});

test('the text has sample figures, said to be so, until there is a run of one’s own', async ({ page }) => {
  await page.goto('/learn/batch?depth=standard');
  await expect(page.getByText('From a sample run, not on your device').locator('visible=true')).toHaveCount(1);
});

test('a page prints as text: no controls, the chosen depth only', async ({ page }) => {
  await page.goto('/learn/batch?depth=detailed');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Explain it' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why the pile is cheap' })).toBeHidden();
});
