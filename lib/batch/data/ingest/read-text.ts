import { createReadStream } from 'node:fs';
import { otherKind, unreadable } from './unreadable';

export interface TextChunk {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * A text file piece by piece, as bytes and as text; a byte order mark is left out of the text.
 * @throws TrilaneError `unreadable-upload` when it is empty or is no UTF-8 text
 */
export async function* readText(path: string): AsyncGenerator<TextChunk> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  let lines = 1;
  const decoded = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw unreadable(`The file is not UTF-8 text: line ${lines} or one soon after cannot be read.`, cause);
    }
  };
  for await (const bytes of createReadStream(path) as AsyncIterable<Uint8Array>) {
    if (isFirst) {
      const kind = otherKind(bytes);
      if (kind) throw unreadable(`The file is ${kind}, not plain text in UTF-8.`);
      isFirst = false;
    }
    const text = decoded(bytes);
    if (text.includes('\0')) throw unreadable(`The file is not text: it holds a null character near line ${lines}.`);
    yield { bytes, text };
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  }
  if (isFirst) throw unreadable('The file is empty.');
  decoded();
}
