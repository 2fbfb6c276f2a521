import { TrilaneError } from '../errors';
import { codingsOf, decompress, requireIdentity } from './content-coding';
import type { Hold } from './unpack-room';

/** The longest body of a request under `/v2`, as sent and after decompression. */
export const MOST_BODY_BYTES = 16 * 1024 * 1024;

/**
 * The body of a request under `/v2`, decompressed. Never holds more than `limitBytes`, whatever the headers claim.
 * @param hold takes room for what is unpacked; the caller gives it back when the body is done with
 * @throws TrilaneError `too-large`, `wrong-media-type` (unknown compression), `malformed-binary` (broken compression)
 */
export async function readInferBody(request: Request, limitBytes = MOST_BODY_BYTES, hold?: Hold): Promise<Uint8Array> {
  const { headers } = request;
  const codings = codingsOf(headers.get('content-encoding'));
  const declared = headers.get('content-length');
  if (declared !== null && Number(declared) > limitBytes) throw tooLarge(limitBytes);
  const raw = declared === null ? await collect(request, limitBytes) : new Uint8Array(await request.arrayBuffer());
  if (codings.length === 0) return raw;
  await hold?.take(limitBytes);
  const unpacked = await decompress(raw, codings, limitBytes, () => tooLarge(limitBytes));
  hold?.keep(unpacked.length);
  return unpacked;
}

/** @throws TrilaneError `wrong-media-type` where a body that is read as it comes says that it is compressed */
export function requirePlain({ headers }: Request): void {
  requireIdentity(headers.get('content-encoding'));
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

function tooLarge(limitBytes: number): TrilaneError {
  const limit =
    limitBytes >= 1024 * 1024 ? `${Math.round(limitBytes / 1024 / 1024)} MiB` : `${Math.round(limitBytes / 1024)} KiB`;
  return new TrilaneError('too-large', `The body of this request may have up to ${limit}.`);
}
