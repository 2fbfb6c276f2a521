import { RUNTIME_VERSION } from '../../engine/browser/runtime';
import { TrilaneError } from '../../errors';
import { findVersion, modelUrl } from '../../model';
import type { ModelTarget } from '../../model/manifest';

/**
 * Fetches what the edge lane needs, runtime and model side by side as its engine does, past the browser's cache (which
 * holds both afterwards). The bytes are those that crossed the network, compressed.
 * @throws TrilaneError `server-unreachable`
 */
export async function fetchCold(target: ModelTarget): Promise<{ fetchMs: number; transferredBytes: number }> {
  const base = `/ort/${RUNTIME_VERSION}/ort-wasm-simd-threaded`;
  const urls = [`${base}.wasm`, `${base}.mjs`, modelUrl(findVersion(target))].map(
    (path) => new URL(path, self.location.origin).href,
  );
  const startMs = performance.now();
  await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url, { cache: 'reload' }).catch((cause: unknown) => {
        throw new TrilaneError('server-unreachable', 'The runtime and the model could not be fetched.', { cause });
      });
      if (!response.ok)
        throw new TrilaneError('server-unreachable', `The server answered with status ${response.status}.`);
      await response.arrayBuffer();
    }),
  );
  const fetchMs = performance.now() - startMs;
  const sizes = urls.map((url) => performance.getEntriesByName(url, 'resource').at(-1) as PerformanceResourceTiming);
  return { fetchMs, transferredBytes: sizes.reduce((sum, entry) => sum + (entry?.encodedBodySize ?? 0), 0) };
}
