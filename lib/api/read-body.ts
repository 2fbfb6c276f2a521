import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { TrilaneError } from '../errors';

/** The longest body of a request for inference, as sent and after decompression. */
export const MOST_BODY_BYTES = 16 * 1024 * 1024;

const decompressors = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

/**
 * The body of a request for inference, decompressed. Never holds more than `MOST_BODY_BYTES`, whatever the headers claim.
 * @throws TrilaneError `too-large`, `wrong-media-type` (unknown compression), `malformed-binary` (broken compression)
 */
export function readInferBody(request: Request): Promise<Uint8Array> {
  const { headers } = request;
  const declared = headers.get('content-length');
  if (declared !== null && Number(declared) > MOST_BODY_BYTES) return Promise.reject(tooLarge(MOST_BODY_BYTES));
  const raw =
    declared === null
      ? collect(request, MOST_BODY_BYTES)
      : request.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  const encoding = headers.get('content-encoding');
  return encoding === null || encoding === 'identity' ? raw : raw.then((bytes) => decompress(bytes, encoding));
}

/** @throws TrilaneError `wrong-media-type` where a body that is read as it comes says that it is compressed */
export function requirePlain({ headers }: Request): void {
  const encoding = headers.get('content-encoding');
  if (encoding === null || encoding === 'identity') return;
  throw new TrilaneError('wrong-media-type', `This body may not be compressed, as with ${encoding.slice(0, 40)}.`);
}

/**
 * The whole body of a request that is not compressed, in memory whose address makes what follows `headerLength` bytes readable in place as floats.
 * Nothing beyond the limit is kept: a body that grows past it is refused while it comes.
 *
 * @throws TrilaneError `too-large`, `malformed-request` (cut short), `wrong-media-type` (compressed)
 */
export async function readBody(
  request: Request,
  limitBytes: number,
  headerLength = 0,
): Promise<Uint8Array<ArrayBuffer>> {
  requirePlain(request);
  return collect(request, limitBytes, headerLength);
}

async function collect(request: Request, limitBytes: number, headerLength = 0): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  if (announced > limitBytes) throw tooLarge(limitBytes);
  const lead =
    (Float32Array.BYTES_PER_ELEMENT - (headerLength % Float32Array.BYTES_PER_ELEMENT)) % Float32Array.BYTES_PER_ELEMENT;
  let memory = new Uint8Array(lead + (announced >= 0 ? announced : 65_536));
  let filled = lead;
  const reader = request.body?.getReader();
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      const end = filled + read.value.length;
      if (end - lead > limitBytes) throw tooLarge(limitBytes);
      if (end > memory.length) {
        const larger = new Uint8Array(Math.max(end, memory.length * 2));
        larger.set(memory.subarray(0, filled));
        memory = larger;
      }
      memory.set(read.value, filled);
      filled = end;
    }
  } catch (thrown) {
    void reader?.cancel().catch(() => {});
    if (thrown instanceof TrilaneError) throw thrown;
    throw new TrilaneError('malformed-request', 'The body of the request broke off.', { cause: thrown });
  }
  return memory.subarray(lead, filled);
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
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(MOST_BODY_BYTES);
    throw new TrilaneError('malformed-binary', `The body is not the ${encoding} data its header says.`);
  }
}

function tooLarge(limitBytes: number): TrilaneError {
  const limit =
    limitBytes >= 1024 * 1024 ? `${Math.round(limitBytes / 1024 / 1024)} MiB` : `${Math.round(limitBytes / 1024)} KiB`;
  return new TrilaneError('too-large', `The body of this request may have up to ${limit}.`);
}
