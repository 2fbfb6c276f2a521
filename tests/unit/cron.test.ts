import fc from 'fast-check';
import { createFormatter, createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { cronWords } from '@/components/batch/cron-words';
import { dueTimes, nextDueTimes } from '@/lib/batch/schedules/schedule-times';
import { TrilaneError } from '@/lib/errors';
import { MESSAGES } from '@/lib/i18n/messages';
import { readCron } from '@/lib/wire/cron/read-cron';

const t = createTranslator({
  locale: 'en',
  messages: { batch: MESSAGES.batch },
  namespace: 'batch.cron',
  onError: (error) => {
    throw error;
  },
});
const format = createFormatter({ locale: 'en', timeZone: 'UTC' });

const words = (cron: string) => cronWords(readCron(cron), t, format);
/** In UTC, from Thursday, 1 January 2026 on, without what every one of them ends in. */
const due = (cron: string, count: number) => {
  const start = new Date('2025-12-31T23:59:59.999Z');
  const times = nextDueTimes(dueTimes({ kind: 'cron', cron, timeZone: 'UTC' }), start, start, count);
  return times.map((at) => at.toISOString().replace(/(:00)?\.000Z$/, ''));
};
const refusal = (cron: string) => {
  try {
    return readCron(cron);
  } catch (error) {
    if (error instanceof TrilaneError && error.code === 'bad-schedule') return error.message;
    throw error;
  }
};

describe('a cron line', () => {
  it.each([
    ['0 6 1 * *', 'at 06:00, on day 1 of the month', ['2026-01-01T06:00', '2026-02-01T06:00']],
    ['0 0 ? * *', 'at 00:00, every day', ['2026-01-01T00:00', '2026-01-02T00:00']],
    ['0 0 * * ?', 'at 00:00, every day', ['2026-01-01T00:00', '2026-01-02T00:00']],
    ['0 0 * * 5L', 'at 00:00, on the last Friday of the month', ['2026-01-30T00:00', '2026-02-27T00:00']],
    ['0 0 * * friL', 'at 00:00, on the last Friday of the month', ['2026-01-30T00:00', '2026-02-27T00:00']],
    ['0 0 * * MON#2', 'at 00:00, on the 2nd Monday of the month', ['2026-01-12T00:00', '2026-02-09T00:00']],
    ['0 0 * 2 5#5', 'at 00:00, on the 5th Friday of the month, in February', ['2036-02-29T00:00', '2064-02-29T00:00']],
    ['0 0 L * *', 'at 00:00, on the last day of the month', ['2026-01-31T00:00', '2026-02-28T00:00']],
    ['0 0 29 2 *', 'at 00:00, on day 29 of the month, in February', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['0 0 * * 7', 'at 00:00, on Sunday', ['2026-01-04T00:00', '2026-01-11T00:00']],
    ['0 0 * * sun-sun', 'at 00:00, on Sunday', ['2026-01-04T00:00', '2026-01-11T00:00']],
    ['0 0 * * fri-sun', 'at 00:00, on Sunday, Friday, and Saturday', ['2026-01-02T00:00', '2026-01-03T00:00']],
    ['0 0 * * 1-5', 'at 00:00, on Monday to Friday', ['2026-01-01T00:00', '2026-01-02T00:00']],
    ['0 0 3 * MON', 'at 00:00, on day 3 of the month, and also on Monday', ['2026-01-03T00:00', '2026-01-05T00:00']],
    [
      '0 0 1-31 * 1',
      'at 00:00, on days 1 to 31 of the month, and also on Monday',
      ['2026-01-01T00:00', '2026-01-02T00:00'],
    ],
    ['00 05 * jan *', 'at 05:00, every day, in January', ['2026-01-01T05:00', '2026-01-02T05:00']],
    ['5/15 * * * *', 'at minutes 5, 20, 35, and 50 of every hour', ['2026-01-01T00:05', '2026-01-01T00:20']],
    ['*/40 * * * *', 'at minutes 0 and 40 of every hour', ['2026-01-01T00:00', '2026-01-01T00:40', '2026-01-01T01:00']],
    ['*/15 9-17 * * *', 'every 15 minutes of hours 09 to 17, every day', ['2026-01-01T09:00', '2026-01-01T09:15']],
    ['* * * * *', 'every minute', ['2026-01-01T00:00', '2026-01-01T00:01']],
    ['0 */2 * * *', 'at minute 0 of every 2nd hour from midnight, every day', ['2026-01-01T00:00', '2026-01-01T02:00']],
    ['*/10 * * * * *', 'every 10 seconds', ['2026-01-01T00:00', '2026-01-01T00:00:10']],
    ['5 * * * * *', 'at second 5 of every minute', ['2026-01-01T00:00:05', '2026-01-01T00:01:05']],
    ['30 0 6 * * *', 'at 06:00:30, every day', ['2026-01-01T06:00:30', '2026-01-02T06:00:30']],
    ['  0\t6  * *  * ', 'at 06:00, every day', ['2026-01-01T06:00', '2026-01-02T06:00']],
  ])('%s is due %s', (cron, inWords, times) => {
    expect([words(cron), due(cron, times.length)]).toEqual([inWords, times]);
  });

  it.each([
    ['0 0 31 2 *', 'is never due: Feb has no day after the 29th.'],
    ['0 0 31 4,jun *', 'is never due: Apr, Jun have no day after the 30th.'],
    ['@daily', 'is a nickname. Write 0 0 * * *'],
    ['@reboot', 'is not cron'],
    ['0 0 1 1 * 2027 *', 'seven fields. A year cannot be given'],
    ['? * * * *', 'cannot be the minute: a question mark'],
    ['0 0 15W * *', 'cannot be the day of the month: the nearest working day'],
    ['0 0 LW * *', 'the nearest working day'],
    ['0 0 L-3 * *', 'L stands for the last day'],
    ['0 0 * * L', 'L stands for the last day'],
    ['0 0 5L * *', 'cannot be the day of the month: L stands for'],
    ['0 0 * * 5#6', 'its first to fifth'],
    ['0 0 * * 5#', 'its first to fifth'],
    ['0 0 2#1 * *', 'a # stands between'],
    ['H 0 * * *', 'a time by chance'],
    ['H/15 * * * *', 'a time by chance'],
    ['H(0-29)/10 * * * *', 'a time by chance'],
    ['R 0 * * *', 'a time by chance'],
    ['0 22-2 * * *', 'cannot be the hour: the range runs backwards. Write two, such as 22-23,0-2.'],
    ['0 0 * * sat-tue', 'the range runs backwards'],
    ['0 0 * nov-feb *', 'the range runs backwards'],
    ['*/0 * * * *', 'a step of 0'],
    ['*/60 * * * *', 'a step of 60 leaves the range after its first number. 59 is the most.'],
    ['0 1-5/9 * * *', 'a step of 9'],
    ['*/x * * * *', 'no whole number'],
    ['*/2/2 * * * *', 'more than one step'],
    ['0 0 * * 1/2', 'a step needs a range there'],
    ['0 0 */2 * 1', 'beside the other kind of day'],
    ['0 0 1 * */2', 'beside the other kind of day'],
    ['61 * * * *', 'a number from 0 to 59'],
    ['007 * * * *', 'a number from 0 to 59'],
    ['-1 * * * *', 'a number from 0 to 59'],
    ['1.5 * * * *', 'a number from 0 to 59'],
    ['1, * * * *', 'a number from 0 to 59'],
    ['٣ * * * *', 'digits from 0 to 9'],
    ['0 24 * * *', 'a number from 0 to 23'],
    ['0 0 0 * *', 'a number from 1 to 31'],
    ['0 0 * 13 *', 'a number from 1 to 12, or a name from jan to dec'],
    ['0 0 * July *', 'a number from 1 to 12, or a name from jan to dec'],
    ['0 0 * * 8', 'a number from 0 to 7, or a name from sun to sat'],
    ['0 jan * * *', 'cannot be the hour: it must be a number from 0 to 23.'],
  ])('%s is refused with the reason: %s', (cron, reason) => {
    expect(refusal(cron)).toContain(reason);
  });
});

describe('the words of a cron line', () => {
  const values = (min: number, max: number) =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min, max }).map(String),
      fc
        .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
        .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      fc.constantFrom('*/2', '*/3', '*/5', '1,3,5'),
    );
  const lines = fc
    .tuple(
      fc.oneof(fc.constant('0'), values(0, 59)),
      values(0, 59),
      values(0, 23),
      fc.constantFrom('*', '1', '2-4', 'L', '31'),
      fc.constantFrom('*', '1', '2-4'),
      fc.constantFrom('*', '0', '1-5', '5L', '5#2'),
    )
    .map((fields) => readCron(fields.join(' ')));

  it('are never those of another line with other times', () => {
    const byWords = new Map<string, string>();
    fc.assert(
      fc.property(lines, (line) => {
        const inWords = cronWords(line, t, format);
        const meaning = JSON.stringify(line);
        expect(byWords.get(inWords) ?? meaning).toBe(meaning);
        byWords.set(inWords, meaning);
      }),
      { numRuns: 3000 },
    );
  });
});
