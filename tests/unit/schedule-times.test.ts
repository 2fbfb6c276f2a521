import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueTimes, MOST_COUNTED, nextDueTimes, passedTimes } from '@/lib/batch/schedules/schedule-times';
import type { ScheduleTiming } from '@/lib/wire/schedule-schema';

const at = (text: string) => new Date(text);
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString().replace(':00.000Z', 'Z'));
const berlin = (cron: string): ScheduleTiming => ({ kind: 'cron', cron, timeZone: 'Europe/Berlin' });
const next = (timing: ScheduleTiming, after: string, count: number) =>
  iso(nextDueTimes(dueTimes(timing), at(after), at(after), count));

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
];
const step = (most: number) =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min: 0, max: most }).map(String),
    fc.integer({ min: 1, max: most }).map((every) => `*/${every}`),
  );
const crons = fc
  .tuple(step(59), step(59), step(23), fc.constantFrom('*', '1', '15', '*/10'), fc.constantFrom('*', '3', '10,11'))
  .map(([second, minute, hour, day, month]) => `${second} ${minute} ${hour} ${day} ${month} *`);
const timings: fc.Arbitrary<ScheduleTiming> = fc.oneof(
  fc.integer({ min: 1, max: 86_400 }).map((seconds) => ({ kind: 'every', seconds }) as const),
  fc.tuple(crons, fc.constantFrom(...ZONES)).map(([cron, timeZone]) => ({ kind: 'cron', cron, timeZone }) as const),
);
/** Near the changes of the clocks as often as anywhere. */
const moments = fc
  .tuple(
    fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-04-04T15:00Z', '2026-07-01Z'),
    fc.integer({ min: -7200_000, max: 7200_000 }),
  )
  .map(([change, awayMs]) => new Date(new Date(change).getTime() + awayMs));

describe('the due times of a schedule', () => {
  it('come every so many seconds, counted from one of them', () => {
    const times = dueTimes({ kind: 'every', seconds: 10 });
    expect(times.next(at('2026-01-01T00:00:09Z'), at('2026-01-01T00:00:03Z'))).toEqual(at('2026-01-01T00:00:13Z'));
    expect(times.next(at('2026-01-01T00:00:13Z'), at('2026-01-01T00:00:03Z'))).toEqual(at('2026-01-01T00:00:23Z'));
  });

  it('follow the wall clock of their time zone', () => {
    expect(next(berlin('0 9 * * 1-5'), '2026-01-02T12:00Z', 2)).toEqual(['2026-01-05T08:00Z', '2026-01-06T08:00Z']);
    expect(next(berlin('0 9 1 7 *'), '2026-01-02T12:00Z', 1)).toEqual(['2026-07-01T07:00Z']);
  });

  it('are the same series from wherever it is taken up again', () => {
    fc.assert(
      fc.property(timings, moments, fc.integer({ min: 1, max: 5 }), (timing, start, stopped) => {
        const all = nextDueTimes(dueTimes(timing), start, start, 8);
        const last = all[stopped - 1];
        if (!last) throw new Error('These are always due again.');
        // Another process, which knows the timing and the newest due time.
        expect(nextDueTimes(dueTimes({ ...timing }), last, last, 8 - stopped)).toEqual(all.slice(stopped));
      }),
    );
  });

  it('lie after the moment asked about, and each after the one before', () => {
    fc.assert(
      fc.property(timings, moments, (timing, after) => {
        const found = nextDueTimes(dueTimes(timing), after, after, 6);
        expect(found).toHaveLength(6);
        [after, ...found].reduce((before, due) => {
          expect(due.getTime()).toBeGreaterThan(before.getTime());
          return due;
        });
      }),
    );
  });

  it('do not depend on the moment in between from which one looks', () => {
    fc.assert(
      fc.property(timings, moments, fc.double({ min: 0, max: 1, noNaN: true }), (timing, after, part) => {
        const times = dueTimes(timing);
        const due = times.next(after, after);
        // Strictly before it: at that moment it is not next any more.
        const between = new Date(after.getTime() + Math.floor(((due?.getTime() ?? 0) - 1 - after.getTime()) * part));
        expect(times.next(between, after)).toEqual(due);
      }),
    );
  });
});

describe('due times that passed', () => {
  it('are counted up to the newest', () => {
    const times = dueTimes({ kind: 'every', seconds: 10 });
    expect(passedTimes(times, at('2026-01-01T00:00:00Z'), at('2026-01-01T00:00:35Z'))).toEqual({
      last: at('2026-01-01T00:00:30Z'),
      before: 3,
    });
  });

  it('are that one alone when the next is still to come', () => {
    const due = at('2026-01-01T00:00:00Z');
    expect(passedTimes(dueTimes(berlin('0 1 * * *')), due, at('2026-01-01T23:59:59Z'))).toEqual({
      last: due,
      before: 0,
    });
  });

  it('are the same by counting one after another', () => {
    fc.assert(
      fc.property(timings, moments, fc.integer({ min: 0, max: 200 }), fc.nat(999), (timing, start, passed, laterMs) => {
        const times = dueTimes(timing);
        const all = nextDueTimes(times, start, start, passed + 2);
        const [due, last, following] = [all[0], all[passed], all[passed + 1]];
        if (!due || !last || !following) throw new Error('These are always due again.');
        const now = new Date(Math.min(last.getTime() + laterMs, following.getTime() - 1));
        expect(passedTimes(times, due, now)).toEqual({ last, before: passed });
      }),
      { numRuns: 40 },
    );
  });

  it('are found but not all counted after a long time', () => {
    const due = at('2026-01-01T00:00:00Z');
    const often = dueTimes(berlin('*/10 * * * * *'));
    expect(passedTimes(often, due, at('2026-02-01T00:00:05Z'))).toEqual({
      last: at('2026-02-01T00:00:00Z'),
      before: MOST_COUNTED,
    });
  });
});

describe('a schedule is refused', () => {
  const refused = (timing: ScheduleTiming) =>
    expect(() => dueTimes(timing)).toThrow(expect.objectContaining({ code: 'bad-schedule' }));

  it('when its cron cannot be read, or is never due', () => {
    for (const cron of ['', 'often', '* * * *', '2026-12-01T00:00:00', '0 0 30 2 *']) refused(berlin(cron));
  });

  it('when there is no such time zone', () => {
    for (const timeZone of ['Mars/Base', '']) refused({ kind: 'cron', cron: '0 0 * * *', timeZone });
  });

  it('when it is to run more often than every second or less often than every day', () => {
    for (const seconds of [0, -1, 0.5, 86_401, Number.NaN, Number.POSITIVE_INFINITY])
      refused({ kind: 'every', seconds });
  });
});
