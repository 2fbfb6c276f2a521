import { createReadStream } from 'node:fs';
import { uploadDecoder } from '../../../upload/encoding';
import type { UploadEncoding } from '../../../wire/upload';
import { unreadable } from './unreadable';

/**
 * A text file piece by piece, without a byte order mark.
 * @throws TrilaneError `unreadable-upload` when it is no text of that encoding
 */
export async function* readText(path: string, encoding: UploadEncoding): AsyncGenerator<string> {
  const decoder = uploadDecoder(encoding, { fatal: true });
  let lines = 1;
  const decoded = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw unreadable(
        `The file is not text in ${encoding.toUpperCase()}: line ${lines} or one soon after cannot be read.`,
        cause,
      );
    }
  };
  for await (const bytes of createReadStream(path) as AsyncIterable<Uint8Array>) {
    const text = decoded(bytes);
    if (text.includes('\0')) throw unreadable(`The file is not text: it holds a null character near line ${lines}.`);
    yield text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  }
  const rest = decoded();
  if (rest !== '') yield rest;
}
