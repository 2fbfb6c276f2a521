import type { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

/** What is wrong with a part of a request, as a sentence that names it. */
export function issueSentence(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.');
  return `${where ? `"${where}"` : 'The request'} ${wrongOf(issue)}.`;
}

function wrongOf(issue: z.core.$ZodIssue): string {
  const { path } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return `has to be ${KINDS[issue.expected] ?? issue.expected}${issue.input === undefined && path.length > 0 ? ', and is not there' : ''}`;
    case 'invalid_value':
      return `has to be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => `"${String(value)}"`).join(', ')}`;
    case 'too_small':
      return `has to be ${issue.inclusive ? '' : 'more than '}${sizeOf(issue.origin, issue.minimum)}${issue.inclusive ? ' or more' : ''}`;
    case 'too_big':
      return `has to be ${issue.inclusive ? '' : 'less than '}${sizeOf(issue.origin, issue.maximum)}${issue.inclusive ? ' or less' : ''}`;
    case 'unrecognized_keys':
      return `has ${issue.keys.map((key) => `"${key.slice(0, 40)}"`).join(', ')}, which nothing here knows`;
    case 'invalid_union':
      return 'is none of the kinds there are';
    case 'invalid_format':
      return 'holds characters that may not stand there';
    case 'custom':
      return issue.message;
    default:
      return 'was not understood';
  }
}

function sizeOf(origin: string, size: number | bigint): string {
  const number = size.toLocaleString('en');
  const unit = origin === 'string' ? 'character' : origin === 'array' ? 'item' : null;
  if (unit === null) return number;
  return `${number} ${unit}${Number(size) === 1 ? '' : 's'} long`;
}
