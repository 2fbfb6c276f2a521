import { TrilaneError } from '../../errors';
import { type CronField, FIELDS, type FieldName } from './cron-fields';
import type { CronLine } from './cron-line';
import { readDays } from './read-days';
import { readValues } from './read-values';

const LONGEST_SHOWN = 60;
const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** The most days of each month, in a leap year. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Five fields (minute, hour, day of the month, month, day of the week), or six with seconds first. Of what cron programs
 * read in different ways, that is taken which has one meaning here; the rest is refused with the reason.
 *
 * @throws TrilaneError `bad-schedule`
 */
export function readCron(text: string): CronLine {
  const fields = text.trim().split(/\s+/);
  const instead = NICKNAMES[fields[0]?.toLowerCase() ?? ''];
  if (instead && fields.length === 1) refuse(text, `is a nickname. Write ${instead} for it.`);
  if (fields.length === 7) refuse(text, 'has seven fields. A year cannot be given: leave the last field out.');
  if (fields.length !== 5 && fields.length !== 6)
    refuse(text, 'is not cron: that has five fields, or six with seconds first.');
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = ''] =
    fields.length === 5 ? ['0', ...fields] : fields;
  const values = (name: FieldName, field: string) => readValues(field, FIELDS[name]);
  const line: CronLine = {
    seconds: values('second', second),
    minutes: values('minute', minute),
    hours: values('hour', hour),
    days: readDays(day, weekday),
    months: values('month', month),
  };
  checkEverDue(text, line, FIELDS.month);
  return line;
}

function checkEverDue(text: string, { days, months }: CronLine, { names }: CronField): void {
  const most = Math.max(...months.map((month) => DAYS_OF_MONTH[month - 1] ?? 0));
  const isDue = days.length === 0 || days.some((rule) => rule.kind !== 'day' || rule.day <= most);
  if (isDue) return;
  const named = months.map((month) => capital(names[month - 1] ?? '')).join(', ');
  refuse(text, `is never due: ${named} ${months.length === 1 ? 'has' : 'have'} no day after the ${most}th.`);
}

function refuse(text: string, why: string): never {
  throw new TrilaneError('bad-schedule', `"${text.trim().slice(0, LONGEST_SHOWN)}" ${why}`);
}

const capital = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);
