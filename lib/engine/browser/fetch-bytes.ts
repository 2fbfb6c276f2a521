import 'client-only';
import { TrilaneError } from '../../errors';

export interface FetchedBytes {
  readonly bytes: Uint8Array;
  /** Bytes that crossed the network (compressed); 0 when the browser had them in its cache. */
  readonly transferredBytes: number;
  /** Bytes that would have crossed it to a new device; 0 where the browser does not tell. */
  readonly coldBytes: number;
}

/**
 * Fetches a file whose size is known, telling how many (unpacked) bytes have come.
 *
 * @throws TrilaneError `server-unreachable`, `wrong-answer`, `cancelled`
 */
export async function fetchBytes(
  path: string,
  sizeBytes: number,
  signal: AbortSignal,
  onBytes: (loadedBytes: number) => void,
): Promise<FetchedBytes> {
  const url = new URL(path, self.location.origin).href;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) {
      throw new TrilaneError('wrong-answer', `The server has no ${new URL(url).pathname} (status ${response.status}).`);
    }
    const bytes = await collect(response.body, sizeBytes, onBytes);
    return { bytes, ...sizesOf(url) };
  } catch (cause) {
    if (cause instanceof TrilaneError) throw cause;
    if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.', { cause });
    throw new TrilaneError('server-unreachable', `${new URL(url).pathname} could not be fetched.`, { cause });
  }
}

async function collect(body: ReadableStream<Uint8Array>, sizeBytes: number, onBytes: (loaded: number) => void) {
  let bytes = new Uint8Array(sizeBytes);
  let loaded = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (loaded + value.length > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, loaded + value.length));
      larger.set(bytes);
      bytes = larger;
    }
    bytes.set(value, loaded);
    loaded += value.length;
    onBytes(loaded);
  }
  return loaded === bytes.length ? bytes : bytes.slice(0, loaded);
}

function sizesOf(url: string): Pick<FetchedBytes, 'transferredBytes' | 'coldBytes'> {
  const entry = performance.getEntriesByName(url, 'resource').at(-1) as PerformanceResourceTiming | undefined;
  if (!entry) return { transferredBytes: 0, coldBytes: 0 };
  const { transferSize, encodedBodySize: coldBytes } = entry;
  // From the cache `transferSize` is 0 (or a few hundred bytes of headers after a revalidation), the size of the body is as it came.
  return { transferredBytes: transferSize >= coldBytes ? coldBytes : 0, coldBytes };
}
