import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueTimes, nextDueTimes } from '@/lib/batch/schedules/schedule-times';
import { openTimeZone } from '@/lib/batch/schedules/time-zone';
import { readCron } from '@/lib/wire/cron/read-cron';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The due times in a time zone from a moment up to another. */
function dueBetween(cron: string, timeZone: string, from: number, to: number): string[] {
  const times = dueTimes({ kind: 'cron', cron, timeZone });
  const found: string[] = [];
  for (let at = times.next(new Date(from - 1), new Date(from)); at && at.getTime() < to; at = times.next(at, at))
    found.push(at.toISOString());
  return found;
}

const next = (cron: string, timeZone: string, after: string, count: number) =>
  nextDueTimes(dueTimes({ kind: 'cron', cron, timeZone }), new Date(after), new Date(after), count).map((at) =>
    at.toISOString().replace(':00.000Z', 'Z'),
  );

describe('a line that names hours', () => {
  it.each([
    ['America/New_York', '30 1 7 11 *', '2027-11-01T00:00Z', ['2027-11-07T05:30Z', '2028-11-07T06:30Z']],
    ['Europe/Berlin', '30 2 31 10 *', '2027-10-01T00:00Z', ['2027-10-31T00:30Z', '2028-10-31T01:30Z']],
    ['Australia/Lord_Howe', '45 1 4 4 *', '2027-04-01T00:00Z', ['2027-04-03T14:45Z', '2028-04-03T15:15Z']],
    ['America/Havana', '15 0 7 11 *', '2027-11-01T00:00Z', ['2027-11-07T04:15Z', '2028-11-07T05:15Z']],
  ])('in %s: %s is due the first time that a time comes', (zone, cron, after, due) => {
    expect(next(cron, zone, after, 2)).toEqual(due);
  });

  it.each([
    ['Europe/Berlin', '30 2 * * *', '2026-03-28T12:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    ['America/New_York', '30 2 * * *', '2026-03-07T12:00Z', ['2026-03-08T07:00Z', '2026-03-09T06:30Z']],
    ['Africa/Cairo', '0 0 * * *', '2026-04-23T12:00Z', ['2026-04-23T22:00Z', '2026-04-24T21:00Z']],
    ['Pacific/Apia', '0 9 30 12 *', '2011-12-01T00:00Z', ['2011-12-30T10:00Z', '2012-12-29T19:00Z']],
    ['Europe/Berlin', '*/20 2,3 * * *', '2026-03-28T12:00Z', ['2026-03-29T01:00Z', '2026-03-29T01:20Z']],
  ])('in %s: %s is due once, right after the clocks have skipped its time', (zone, cron, after, due) => {
    expect(next(cron, zone, after, 2)).toEqual(due);
  });
});

describe('a line for every hour', () => {
  it('is due in both passes through an hour that comes twice', () => {
    const through = ['2026-10-25T00:00Z', '2026-10-25T00:30Z', '2026-10-25T01:00Z', '2026-10-25T01:30Z'];
    expect(next('*/30 * * * *', 'Europe/Berlin', '2026-10-24T23:45Z', 4)).toEqual(through);
  });

  it('does not make up for an hour that is skipped', () => {
    expect(next('15 * * * *', 'Europe/Berlin', '2026-03-29T00:00Z', 3)).toEqual([
      '2026-03-29T00:15Z',
      '2026-03-29T01:15Z',
      '2026-03-29T02:15Z',
    ]);
  });
});

describe('one rule', () => {
  const list = (most: number) =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min: 0, max: most }).map(String),
      fc.integer({ min: 1, max: Math.floor(most / 2) }).map((step) => `*/${step}`),
      fc.tuple(fc.integer({ min: 0, max: most - 2 }), fc.integer({ min: 1, max: 2 })).map(([a, b]) => `${a}-${a + b}`),
    );
  const lines = fc.tuple(list(59), fc.oneof(list(23), list(3))).map(([minute, hour]) => `${minute} ${hour} * * *`);

  it('holds at every change of the clocks in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.integer({ min: 2000, max: 2040 }),
        lines,
        (zone, year, cron) => {
          const change = openTimeZone(zone).changeIn(Date.UTC(year, 0), Date.UTC(year + 1, 0)) ?? Date.UTC(year, 6);
          const [from, to] = [change - 5 * HOUR_MS, change + 27 * HOUR_MS];
          expect(dueBetween(cron, zone, from, to)).toEqual(watchedClock(cron, zone, from, to));
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The rule as somebody would keep it who looks at a clock on the wall once a minute. */
function watchedClock(cron: string, timeZone: string, from: number, to: number): string[] {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const line = readCron(cron);
  const isNamed = (shown: number) => {
    const at = new Date(shown);
    return line.hours.includes(at.getUTCHours()) && line.minutes.includes(at.getUTCMinutes());
  };
  const everyHour = line.hours.length === 24;
  const seen = new Set<number>();
  const due: string[] = [];
  let before: number | null = null;
  for (let at = from - 26 * HOUR_MS; at < to; at += MINUTE_MS) {
    const shown = Date.parse(`${clock.format(at).replace(' ', 'T')}Z`);
    let skipped = false;
    for (let each = (before ?? shown) + MINUTE_MS; each < shown; each += MINUTE_MS) skipped ||= isNamed(each);
    const isDue = everyHour ? isNamed(shown) : (isNamed(shown) && !seen.has(shown)) || skipped;
    if (isDue && at >= from) due.push(new Date(at).toISOString());
    seen.add(shown);
    before = shown;
  }
  return due;
}
