import { TrilaneError } from '../errors';

/** What a process of ours says to whoever started it: one line. */
export function say(sentence: string): void {
  process.stdout.write(`trilane: ${sentence}\n`);
}

/** The same of something that went wrong. */
export function complain(sentence: string): void {
  process.stderr.write(`trilane: ${sentence}\n`);
}

/** Why it failed, in a line for the log: the first cause, with its code, and without the password of an address. */
export function failureInWords(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.cause instanceof Error && !(thrown instanceof TrilaneError)) return failureInWords(thrown.cause);
  const [line = ''] = thrown.message.split('\n', 1);
  const words = line.replace(/\/\/[^\s/@]*@/g, '//…@') || thrown.name;
  return 'code' in thrown && !words.includes(String(thrown.code)) ? `${words} (${thrown.code})` : words;
}
