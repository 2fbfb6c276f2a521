import { TrilaneError } from '../../../errors';
import type { Note } from './import-note';

const MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf], shown: null },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe], shown: 'UTF-16 (little-endian)' },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff], shown: 'UTF-16 (big-endian)' },
] as const;
/** Every zip file begins so. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * The text of a file by the mark at its beginning, else UTF-8. Which of the older encodings a file is in cannot be told
 * from it, so that none is guessed at.
 *
 * @throws TrilaneError `malformed-request` when it is none of these, naming the line
 */
export function decodeText(bytes: Uint8Array, note: Note): string {
  if (ZIP.every((byte, index) => bytes[index] === byte))
    throw new TrilaneError(
      'malformed-request',
      'This is a package (a zip file), such as .apkg or .xlsx, and no text. In Anki, export “Notes in Plain Text”; in a spreadsheet, save as CSV in UTF-8.',
    );
  const mark = MARKS.find(({ bytes: first }) => first.every((byte, index) => bytes[index] === byte));
  const text = decoded(bytes, mark?.encoding ?? 'utf-8');
  if (text === null) throw new TrilaneError('malformed-request', unreadable(bytes, mark?.shown ?? null));
  if (text.includes('\0'))
    throw new TrilaneError(
      'malformed-request',
      `Line ${lineOf(text.slice(0, text.indexOf('\0')))}: there is a null character. If the file is in UTF-16, it needs the mark of its byte order; save it as UTF-8.`,
    );
  if (mark?.shown) note({ kind: 'encoding', encoding: mark.shown });
  return text;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function unreadable(bytes: Uint8Array, marked: string | null): string {
  if (marked) return `The file says that it is in ${marked}, and cannot be read so. Save it as UTF-8.`;
  // The longest readable beginning ends where the first letter of another encoding stands.
  let [low, high] = [0, bytes.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isReadable(bytes.subarray(0, middle))) low = middle;
    else high = middle;
  }
  const line = lineOf(new TextDecoder().decode(bytes.subarray(0, low)));
  return `Line ${line}: this is not UTF-8. The file may be in Windows-1252 or another older encoding; save it as UTF-8.`;
}

/** A letter that is cut at the end does not count. */
function isReadable(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function lineOf(before: string): number {
  return before.split(/\r\n|\r|\n/).length;
}
