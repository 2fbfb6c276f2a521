import { RUNTIME_VERSION } from '../../engine/browser/runtime';
import { TrilaneError } from '../../errors';
import { findVersion, modelUrl } from '../../model';
import type { ModelTarget } from '../../model/manifest';
import type { StudyTasks } from './study-messages';

/**
 * Fetches what the edge lane needs, runtime and model side by side as its engine does: first past the browser's cache,
 * which holds both afterwards, then out of it. The bytes are those that crossed the network, compressed.
 * @throws TrilaneError `server-unreachable`
 */
export async function fetchTwice(target: ModelTarget): Promise<StudyTasks['fetch-twice']['answer']> {
  const base = `/ort/${RUNTIME_VERSION}/ort-wasm-simd-threaded`;
  const urls = [`${base}.wasm`, `${base}.mjs`, modelUrl(findVersion(target))].map(
    (path) => new URL(path, self.location.origin).href,
  );
  const coldMs = await fetchAll(urls, 'reload');
  const sizes = urls.map((url) => performance.getEntriesByName(url, 'resource').at(-1) as PerformanceResourceTiming);
  const transferredBytes = sizes.reduce((sum, entry) => sum + (entry?.encodedBodySize ?? 0), 0);
  return { coldMs, transferredBytes, cachedMs: await fetchAll(urls, 'default') };
}

async function fetchAll(urls: readonly string[], cache: RequestCache): Promise<number> {
  const startMs = performance.now();
  await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url, { cache }).catch((cause: unknown) => {
        throw new TrilaneError('server-unreachable', 'The runtime and the model could not be fetched.', { cause });
      });
      if (!response.ok)
        throw new TrilaneError('server-unreachable', `The server answered with status ${response.status}.`);
      await response.arrayBuffer();
    }),
  );
  return performance.now() - startMs;
}
