import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { encodingByStart, NOT_WINDOWS_1252, otherKind, uploadDecoder } from '../../../upload/encoding';
import { SAMPLE_BYTES } from '../../../upload/survey-csv';
import type { UploadEncoding } from '../../../wire/upload';
import { unreadable } from './unreadable';

/** The start of a text file, and how all of it is kept. */
export interface TextStart {
  readonly text: string;
  readonly encoding: UploadEncoding;
  readonly isWhole: boolean;
}

/**
 * Looks at a text file before it is read: by its first bytes, and where they do not tell its encoding at all of it.
 * @param wished what somebody says it is
 * @throws TrilaneError `unreadable-upload`
 */
export async function startOfText(path: string, wished?: UploadEncoding): Promise<TextStart> {
  const { bytes, isWhole } = await firstBytes(path);
  if (bytes.length === 0) throw unreadable('The file is empty.');
  const kind = otherKind(bytes);
  if (kind) throw unreadable(`The file is ${kind}, not plain text.`);
  const encoding = wished ?? encodingByStart(bytes) ?? (await encodingByAll(path));
  // What is cut at the end is the start of a character.
  const text = uploadDecoder(encoding).decode(bytes, { stream: !isWhole });
  if (text.includes('\0')) throw unreadable(NOT_TEXT);
  return { text, encoding, isWhole };
}

const NOT_TEXT = 'The file is not text in an encoding that is read: it holds null characters. Save it as UTF-8.';

async function firstBytes(path: string): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(SAMPLE_BYTES);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return { bytes: bytes.subarray(0, length), isWhole: (await file.stat()).size <= length };
  } finally {
    await file.close();
  }
}

/** UTF-8 if all of it is; if not, Windows-1252 if that can be. */
async function encodingByAll(path: string): Promise<UploadEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let isWindows = true;
  for await (const bytes of createReadStream(path) as AsyncIterable<Uint8Array>) {
    isUtf8 &&= decodes(decoder, bytes);
    isWindows &&= !bytes.some((byte) => byte > 0x80 && NOT_WINDOWS_1252.has(byte));
    if (!isUtf8 && !isWindows) break;
  }
  if (isUtf8 && decodes(decoder)) return 'utf-8';
  if (isWindows) return 'windows-1252';
  throw unreadable('The text of the file is neither UTF-8 nor UTF-16 nor Windows-1252. Save it as UTF-8.');
}

function decodes(decoder: TextDecoder, bytes?: Uint8Array): boolean {
  try {
    if (bytes) decoder.decode(bytes, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}
