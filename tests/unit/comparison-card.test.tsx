import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ComparisonCard } from '@/components/charts/comparison-card';
import { figuresOf } from '@/lib/export/run-figures';
import { MESSAGES } from '@/lib/i18n/messages';
import { ONLINE, runOf } from './lanes-fixture';

/** What is drawn of so many lanes, as text. */
async function drawn(laneCount: number): Promise<string> {
  const lanes = Array.from({ length: laneCount }, (_, lane) => ({ ...ONLINE, id: `device-${lane}` }));
  const figures = await figuresOf(runOf(lanes));
  if (!figures) throw new Error('The run has no lanes.');
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={MESSAGES} timeZone="UTC">
      <ComparisonCard pairs={figures.pairs} laneCount={laneCount} />
    </NextIntlClientProvider>,
  );
}

test('the pairs of many lanes are not all drawn at once, and it is said how many there are', async () => {
  const few = await drawn(10);
  expect(few).not.toContain('Show more pairs');
  const many = await drawn(20);
  expect(many).toContain('The first 45 of 190 pairs are shown');
  expect(many).toContain('Show more pairs');
  expect(many.length).toBeLessThan(1.3 * few.length);
});
