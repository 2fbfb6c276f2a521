import { TrilaneError } from '../../errors';
import { type CronField, FIELDS } from './cron-fields';

const RANGE = /^([^-/]+)-([^-/]+)$/;

/** The numbers that a field of lists, ranges, steps and names stands for, ascending. @throws TrilaneError `bad-schedule` */
export function readValues(text: string, field: CronField): readonly number[] {
  return [...new Set(text.split(',').flatMap((part) => readPart(part, field)))].sort((a, b) => a - b);
}

/** One part between commas: `*`, `5`, `1-5`, each with a step or none. @throws TrilaneError `bad-schedule` */
export function readPart(part: string, field: CronField): readonly number[] {
  const [base = '', stepText, ...more] = part.split('/');
  if (more.length > 0) refuseField(part, field, 'it has more than one step.');
  const [from, to] = readRange(part, base, stepText !== undefined, field);
  const step = stepText === undefined ? 1 : readStep(part, stepText, to - from, field);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function readRange(part: string, base: string, hasStep: boolean, field: CronField): readonly [number, number] {
  // 7 is the same Sunday as 0.
  if (base === '*') return [field.min, isWeekday(field) ? 6 : field.max];
  const ends = RANGE.exec(base);
  if (ends) {
    const from = readNumber(part, ends[1] ?? '', field);
    const to = readEnd(part, ends[2] ?? '', from, field);
    if (from > to)
      refuseField(
        part,
        field,
        `the range runs backwards. Write two, such as ${base.replace('-', `-${field.max},${field.min}-`)}.`,
      );
    return [from, to];
  }
  const from = readNumber(part, base, field);
  if (!hasStep) return [from, from];
  if (isWeekday(field)) refuseField(part, field, `a step needs a range there, such as ${base}-6.`);
  return [from, field.max];
}

/** Sunday ends a week where a range ends in it. */
function readEnd(part: string, text: string, from: number, field: CronField): number {
  return isWeekday(field) && from > 0 && text.toLowerCase() === 'sun' ? 7 : readNumber(part, text, field);
}

function readStep(part: string, text: string, width: number, field: CronField): number {
  if (!/^[0-9]+$/.test(text)) refuseField(part, field, `the step "${text}" is no whole number.`);
  const step = Number(text);
  if (step === 0) refuseField(part, field, 'a step of 0 comes nowhere.');
  if (step > width)
    refuseField(part, field, `a step of ${step} leaves the range after its first number. ${width} is the most.`);
  return step;
}

/** @throws TrilaneError `bad-schedule` */
export function readNumber(part: string, text: string, field: CronField): number {
  const { min, max, names } = field;
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + min;
  const value = /^[0-9]{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  const orName = names.length === 0 ? '' : `, or a name from ${names[0]} to ${names.at(-1)}`;
  return refuseField(part, field, reasonOf(text) ?? `it must be a number from ${min} to ${max}${orName}.`);
}

/** Marks that other cron programs know. */
function reasonOf(text: string): string | null {
  if (text === '?') return 'a question mark stands for either kind of day alone. Write * there.';
  if (/^[hr](\(|$)/i.test(text)) return 'a time by chance (H, R) is not known here. Write the number.';
  if (/^(l|[0-9]+)w$/i.test(text)) return 'the nearest working day (W) is not known here. Write the days of the week.';
  if (/^l|^[0-9]+l$/i.test(text))
    return 'L stands for the last day of a month alone, or after a day of the week, such as 5L.';
  if (text.includes('#')) return 'a # stands between a day of the week and its number in the month alone, such as 5#2.';
  if (/^\p{Nd}+$/u.test(text) && !/^[0-9]+$/.test(text)) return 'write digits from 0 to 9.';
  return null;
}

function isWeekday(field: CronField): boolean {
  return field === FIELDS.weekday;
}

/** @throws TrilaneError `bad-schedule` */
export function refuseField(part: string, { title }: CronField, why: string): never {
  throw new TrilaneError('bad-schedule', `"${part.slice(0, 20)}" cannot be ${title}: ${why}`);
}
