import { TrilaneError } from '../errors';
import { codeInWords } from '../errors/code-in-words';

/** Why it failed, in a line for the log: the first cause, with its code, and without the password of an address. */
export function failureInWords(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.cause instanceof Error && !(thrown instanceof TrilaneError)) return failureInWords(thrown.cause);
  const [line = ''] = thrown.message.split('\n', 1);
  const words = withoutValues(thrown, line.replace(/\/\/[^\s/@]*@/g, '//…@')) || thrown.name;
  return 'code' in thrown && !words.includes(String(thrown.code)) ? `${words} (${thrown.code})` : words;
}

/** SQLSTATE class 22, data exception: the database quotes what somebody sent. */
function withoutValues(thrown: Error, words: string): string {
  return 'code' in thrown && /^22...$/.test(String(thrown.code)) ? withoutQuotes(words) : words;
}

/** What an error of somebody else's quotes may be what a visitor sent. */
export function withoutQuotes(words: string): string {
  return words.replace(/(["'`])(?:(?!\1).)*\1?/g, '$1…$1');
}

/** What is wrong with a connection, in words for a person. The message of a driver is not: it may hold the address with its password. */
export function connectionFailureInWords(thrown: unknown): string {
  if (thrown instanceof Error && thrown.cause instanceof Error) return connectionFailureInWords(thrown.cause);
  const byMessage = WITHOUT_CODE.find(([pattern]) => thrown instanceof Error && pattern.test(thrown.message));
  return codeOf(thrown) === undefined && byMessage ? byMessage[1] : codeInWords(codeOf(thrown));
}

/** What the driver (pg 8) says without a code. */
const WITHOUT_CODE: readonly (readonly [RegExp, string])[] = [
  [/timeout/i, 'no answer came in time'],
  [/terminated|ended by|not queryable|was closed/i, 'it broke the connection off'],
  [/SASL|SCRAM|password/i, 'user or password is wrong'],
  [/SSL|TLS/i, 'it does not speak TLS'],
];

/** The code that the system, the driver or the database gave it, for the log. */
export function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if ('code' in thrown && thrown.code) return String(thrown.code);
  return thrown.cause instanceof Error ? codeOf(thrown.cause) : undefined;
}
