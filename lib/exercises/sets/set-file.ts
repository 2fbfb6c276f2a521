import { TrilaneError } from '../../errors';
import { formatEntry, parseEntry } from './entry-text';
import { type ExerciseSet, exerciseSet, type Known } from './set';
import { formatSet, type ParsedSet, parseSet } from './set-url';

/** Bytes. The largest set is a fifth of it. */
export const MOST_SET_BYTES = 64_000;

/** A set as a file. */
export function writeSetFile(set: ExerciseSet): string {
  return `${JSON.stringify(set, null, 2)}\n`;
}

/** `a-first-lesson.json`, from the letters and digits of the title. */
export function setFileName({ title }: Pick<ExerciseSet, 'title'>): string {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return `${plain || 'set'}.json`;
}

/**
 * Reads a set from the text of a file. Exercises that this site does not have become problems, the rest counts.
 * @throws TrilaneError `too-large`, `malformed-json`, `newer-schema`, `malformed-request` of a file that is no set
 */
export function readSetFile(text: string, known: Known): ParsedSet {
  if (text.length > MOST_SET_BYTES) throw new TrilaneError('too-large', `The most is ${MOST_SET_BYTES / 1000} kB.`);
  const data = parseJson(text);
  if (!isRecord(data) || data.format !== 'trilane-set')
    throw new TrilaneError('malformed-request', 'The file does not call itself a set ("format": "trilane-set").');
  if (typeof data.schema === 'number' && data.schema > 1)
    throw new TrilaneError('newer-schema', `The file has schema ${data.schema}; this version reads 1.`);
  const read = exerciseSet.safeParse(data);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new TrilaneError('malformed-request', `At "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}.`);
  }
  // The way of a link: what is refused there is refused here, in the same words.
  const problems: ParsedSet['problems'][number][] = [];
  const entries = read.data.entries.filter(
    (entry) => parseEntry(formatEntry(entry), known, (error) => problems.push(error.toReport())) !== null,
  );
  const parsed = parseSet(new URLSearchParams(formatSet({ ...read.data, entries })), known);
  return { set: parsed.set, problems: [...problems, ...parsed.problems] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TrilaneError('malformed-json', 'The file cannot be read as JSON.');
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
