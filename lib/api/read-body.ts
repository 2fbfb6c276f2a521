import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { TrilaneError } from '../errors';

/** The longest request body taken, as sent and after decompression. */
export const MOST_BODY_BYTES = 16 * 1024 * 1024;

const decompressors = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

/**
 * The body of a request, decompressed. Never holds more than `MOST_BODY_BYTES`, whatever the headers claim.
 * @throws TrilaneError `too-large`, `wrong-media-type` (unknown compression), `malformed-binary` (broken compression)
 */
export function readBody(request: Request): Promise<Uint8Array> {
  const { headers } = request;
  const declared = headers.get('content-length');
  if (declared !== null && Number(declared) > MOST_BODY_BYTES) return Promise.reject(tooLarge());
  const raw = declared === null ? readStream(request) : request.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  const encoding = headers.get('content-encoding');
  return encoding === null || encoding === 'identity' ? raw : raw.then((bytes) => decompress(bytes, encoding));
}

async function readStream(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (!request.body) return new Uint8Array();
  // Leaving the loop cancels the stream: the rest is never read.
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

async function decompress(bytes: Uint8Array, encoding: string): Promise<Uint8Array> {
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    throw new TrilaneError(
      'wrong-media-type',
      `A body may be compressed with gzip or deflate, not ${encoding.slice(0, 40)}.`,
    );
  }
  try {
    return await decompressors[encoding](bytes, { maxOutputLength: MOST_BODY_BYTES });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new TrilaneError('malformed-binary', `The body is not the ${encoding} data its header says.`);
  }
}

function tooLarge(): TrilaneError {
  return new TrilaneError('too-large', `A request body may hold up to ${MOST_BODY_BYTES / 1024 / 1024} MiB.`);
}
