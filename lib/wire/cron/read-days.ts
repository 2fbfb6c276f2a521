import { FIELDS } from './cron-fields';
import type { DayRule } from './cron-line';
import { readNumber, readPart, refuseField } from './read-values';

/** `5L`, `friL`: the last of a month. */
const LAST = /^([0-9]|[a-z]{3})l$/i;
/** `5#2`: the second of a month. */
const NTH = /^([^#]+)#([^#]*)$/;

/**
 * The days of the month and of the week that are named; none = every day. Where both are, either will do.
 * @throws TrilaneError `bad-schedule`
 */
export function readDays(day: string, weekday: string): readonly DayRule[] {
  const isAnyDay = isAny(day);
  const isAnyWeekday = isAny(weekday);
  // Vixie cron takes days that are both, other programs days that are either.
  for (const [text, other, field] of [
    [day, isAnyWeekday, FIELDS.day],
    [weekday, isAnyDay, FIELDS.weekday],
  ] as const) {
    if (!other && !isAny(text) && text.includes('*'))
      refuseField(
        text,
        field,
        'beside the other kind of day, cron programs read a * in it in two ways. Write numbers.',
      );
  }
  return [...(isAnyDay ? [] : readMonthDays(day)), ...(isAnyWeekday ? [] : readWeekdays(weekday))];
}

function isAny(text: string): boolean {
  return text === '*' || text === '?' || text === '*/1';
}

function readMonthDays(text: string): readonly DayRule[] {
  const parts = text.split(',');
  const rest = parts.filter((part) => part.toLowerCase() !== 'l');
  const days = new Set(rest.flatMap((part) => readPart(part, FIELDS.day)));
  return [
    ...[...days].sort((a, b) => a - b).map((day) => ({ kind: 'day', day }) as const),
    ...(rest.length < parts.length ? [{ kind: 'last-day' } as const] : []),
  ];
}

function readWeekdays(text: string): readonly DayRule[] {
  const weekdays = new Set<number>();
  const nths = new Map<string, DayRule>();
  const add = (weekday: number, nth: number | 'last') =>
    nths.set(`${weekday} ${nth}`, { kind: 'nth-weekday', weekday, nth });
  for (const part of text.split(',')) {
    const last = LAST.exec(part);
    const nth = NTH.exec(part);
    if (last) add(readNumber(part, last[1] ?? '', FIELDS.weekday) % 7, 'last');
    else if (nth) add(readNumber(part, nth[1] ?? '', FIELDS.weekday) % 7, readNth(part, nth[2] ?? ''));
    else for (const value of readPart(part, FIELDS.weekday)) weekdays.add(value % 7);
  }
  return [
    ...[...weekdays].sort((a, b) => a - b).map((weekday) => ({ kind: 'weekday', weekday }) as const),
    ...nths.values(),
  ];
}

function readNth(part: string, text: string): number {
  return /^[1-5]$/.test(text)
    ? Number(text)
    : refuseField(part, FIELDS.weekday, 'a month has its first to fifth, 1 to 5.');
}
