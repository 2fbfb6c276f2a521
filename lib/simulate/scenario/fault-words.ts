import type { z } from 'zod';

/** Of a name that somebody made up, so much is told. */
const LONGEST_NAME = 60;

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};
const UNITS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/** The path of a field, such as `clients.classes.0.share`; what cannot be shown of a name stands as a replacement character. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.map((step) => shown(String(step))).join('.');
}

/** What is wrong with a field, in words that follow its name: "must be at least 1". @param issue with its input */
export function faultWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue) ? 'is missing' : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return choice(isMissing(issue), issue.values);
    case 'invalid_union':
      return unionWords(issue);
    case 'too_small':
      return `must ${sizeWords(issue.origin, issue.minimum, issue.inclusive ? 'at least' : 'more than')}`;
    case 'too_big':
      return `must ${sizeWords(issue.origin, issue.maximum, issue.inclusive ? 'at most' : 'less than')}`;
    default:
      return issue.message;
  }
}

const isMissing = ({ input }: z.core.$ZodIssue) => input === undefined;

function choice(isLeftOut: boolean, values: readonly unknown[]): string {
  const named = values.map((value) => JSON.stringify(value)).join(', ');
  return `${isLeftOut ? 'is missing; it ' : ''}must be ${values.length > 1 ? 'one of ' : ''}${named}`;
}

/** Objects that name their kind are refused at the name; for other unions each way is told. */
function unionWords(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.discriminator !== undefined && 'options' in issue) {
    const { input, discriminator } = issue;
    const isLeftOut = typeof input === 'object' && input !== null && !Object.hasOwn(input, discriminator);
    return choice(isLeftOut, issue.options as readonly unknown[]);
  }
  const ways = issue.errors.flatMap(([first]) => (first ? [faultWords(first)] : []));
  return ways.length > 0 ? ways.join(', or ') : 'is none of the kinds there are';
}

function sizeWords(origin: string, size: number | bigint, bound: string): string {
  const unit = UNITS[origin];
  const number = size.toLocaleString('en', { maximumSignificantDigits: 15 });
  return unit ? `have ${bound} ${number} ${Number(size) === 1 ? unit[0] : unit[1]}` : `be ${bound} ${number}`;
}

/** Names go to terminals: none may hold what a terminal obeys. */
function shown(name: string): string {
  const plain = name.replaceAll(/[\p{C}\u2028\u2029]/gu, '\uFFFD');
  return plain.length > LONGEST_NAME ? `${[...plain].slice(0, LONGEST_NAME).join('')}…` : plain;
}
