import type { useFormatter, useTranslations } from 'next-intl';
import type { CronLine, DayRule } from '@/lib/wire/cron/cron-line';

/** More times of day than this are said by hours and minutes. */
const MOST_TIMES = 4;
const WHOLE = { seconds: 60, minutes: 60, hours: 24, months: 12 } as const;

type Translate = ReturnType<typeof useTranslations<'batch.cron'>>;
type Format = ReturnType<typeof useFormatter>;

/** A cron line in words that follow a sentence: all that it names, so that no two lines of other times share their words. */
export function cronWords(line: CronLine, t: Translate, format: Format): string {
  const list = (items: readonly string[]) => format.list(items, { type: 'conjunction' });
  const numbers = (values: readonly number[], name: (value: number) => string = String) =>
    list(spans(values).map(([from, to]) => (from === to ? name(from) : t('span', { from: name(from), to: name(to) }))));
  return [
    timeOfDay(line, t, list, numbers),
    ...days(line, t, list, numbers, (weekday) => weekdayName(weekday, format)),
    ...(line.months.length === WHOLE.months
      ? []
      : [t('inMonths', { months: numbers(line.months, (month) => monthName(month, format)) })]),
  ].join(t('comma'));
}

type Numbers = (values: readonly number[], name?: (value: number) => string) => string;
type List = (items: readonly string[]) => string;

function timeOfDay({ seconds, minutes, hours }: CronLine, t: Translate, list: List, numbers: Numbers): string {
  const count = seconds.length * minutes.length * hours.length;
  if (count <= MOST_TIMES) {
    const times = hours.flatMap((hour) => minutes.flatMap((minute) => seconds.map((second) => [hour, minute, second])));
    const withSeconds = seconds.some((second) => second !== 0);
    const names = times.map((time) => (withSeconds ? time : time.slice(0, 2)).map(twoDigits).join(':'));
    return t('at', { times: list(names) });
  }
  const bySecond = seconds.length > 1 || seconds[0] !== 0;
  return [
    ...(bySecond ? [secondWords(seconds, t, numbers)] : []),
    ...minuteWords(minutes, bySecond ? seconds : null, t, numbers),
    ...hourWords(hours, minutes, t, numbers),
  ].join(' ');
}

function secondWords(seconds: readonly number[], t: Translate, numbers: Numbers): string {
  const step = evenStep(seconds, WHOLE.seconds);
  if (step !== null) return t('everySeconds', { step });
  return t('atSeconds', { seconds: numbers(seconds), count: seconds.length });
}

/** @param seconds `null` where they go without saying */
function minuteWords(
  minutes: readonly number[],
  seconds: readonly number[] | null,
  t: Translate,
  numbers: Numbers,
): string[] {
  const step = evenStep(minutes, WHOLE.minutes);
  if (step === 1 && seconds) return evenStep(seconds, WHOLE.seconds) === null ? [t('ofEveryMinute')] : [];
  if (step !== null) return [t(seconds ? 'inEveryMinutes' : 'everyMinutes', { step })];
  return [t(seconds ? 'inMinutes' : 'atMinutes', { minutes: numbers(minutes), count: minutes.length })];
}

function hourWords(hours: readonly number[], minutes: readonly number[], t: Translate, numbers: Numbers): string[] {
  const step = evenStep(hours, WHOLE.hours);
  if (step === 1) return evenStep(minutes, WHOLE.minutes) === null ? [t('ofEveryHour')] : [];
  if (step !== null) return [t('inEveryHours', { step })];
  return [t('inHours', { hours: numbers(hours, twoDigits), count: hours.length })];
}

function days(
  { days: rules, hours }: CronLine,
  t: Translate,
  list: List,
  numbers: Numbers,
  weekday: (value: number) => string,
): string[] {
  if (rules.length === 0) return hours.length === WHOLE.hours ? [] : [t('everyDay')];
  const dates = rules.flatMap((rule) => (rule.kind === 'day' ? [rule.day] : []));
  const weekdays = rules.flatMap((rule) => (rule.kind === 'weekday' ? [rule.weekday] : []));
  const others = rules.flatMap((rule) => otherDay(rule, t, weekday) ?? []);
  const kinds = [
    ...(dates.length > 0 ? [t('onDates', { days: numbers(dates), count: dates.length })] : []),
    ...(weekdays.length > 0 ? [t('onWeekdays', { days: numbers(weekdays, weekday) })] : []),
    ...(others.length > 0 ? [t('onThe', { days: list(others) })] : []),
  ];
  return [kinds.join(t('andAlso'))];
}

function otherDay(rule: DayRule, t: Translate, weekday: (value: number) => string): string | null {
  if (rule.kind === 'last-day') return t('lastDay');
  if (rule.kind !== 'nth-weekday') return null;
  const day = weekday(rule.weekday);
  return rule.nth === 'last' ? t('lastWeekday', { day }) : t('nthWeekday', { nth: rule.nth, day });
}

/** The step of numbers from 0 that come evenly round the clock; `null` for others. */
function evenStep(values: readonly number[], whole: number): number | null {
  const step = whole / values.length;
  return values.length > 1 && values.every((value, index) => value === index * step) ? step : null;
}

/** Ascending numbers, of which three or more in a row are one span. */
function spans(values: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && value === run[1] + 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs.flatMap(([from, to]) =>
    to === from + 1 ? [[from, from] as const, [to, to] as const] : [[from, to] as const],
  );
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function weekdayName(weekday: number, format: Format): string {
  // The first of January 2023 was a Sunday.
  return format.dateTime(new Date(Date.UTC(2023, 0, 1 + weekday)), { weekday: 'long', timeZone: 'UTC' });
}

function monthName(month: number, format: Format): string {
  return format.dateTime(new Date(Date.UTC(2023, month - 1, 1)), { month: 'long', timeZone: 'UTC' });
}
