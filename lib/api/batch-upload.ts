import 'server-only';
import { LARGEST_JOB_BYTES } from '../engine/wire/batch';
import { TrilaneError } from '../errors';
import type { Tensor } from '../model/tensor';

/** How many values are looked at before others get their turn: about 1 ms. */
const VALUES_AT_A_TIME = 1_000_000;

/**
 * The whole body of a request, in memory whose address makes what follows `headerLength` bytes readable in place as floats.
 * Nothing beyond the limit is kept: a body that grows past it is refused while it comes.
 *
 * @throws TrilaneError `too-large`, `malformed-request` (cut short)
 */
export async function readBody(
  request: Request,
  headerLength = 0,
  limitBytes = LARGEST_JOB_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
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

/**
 * Looks at every value, in slices, so that the server answers others meanwhile.
 * @throws TrilaneError `not-a-number`
 */
export async function requireFiniteRows({ shape, data }: Tensor): Promise<void> {
  for (let start = 0; start < data.length; start += VALUES_AT_A_TIME) {
    const slice = data.subarray(start, start + VALUES_AT_A_TIME);
    // 0 x anything finite is 0, and NaN sticks.
    let sum = 0;
    for (let index = 0; index < slice.length; index++) sum += (slice[index] as number) * 0; // index is in range
    if (sum !== 0) {
      const row = Math.floor(
        ((start + slice.findIndex((value) => !Number.isFinite(value))) / data.length) * (shape[0] ?? 1),
      );
      throw new TrilaneError(
        'not-a-number',
        `Every value must be a finite 32-bit number; row ${row} holds one that is not.`,
      );
    }
    if (start + VALUES_AT_A_TIME < data.length) await new Promise((resolve) => setImmediate(resolve));
  }
}
