import 'client-only';
import { fetchBytes } from '../engine/browser/fetch-bytes';
import { TrilaneError } from '../errors';
import { findModel } from '../model';
import { loadSamples, type SampleSet } from '../model/samples';

const loading = new Map<string, Promise<SampleSet>>();

/** The test samples of a model: fetched once a visit, checked against the manifest. @throws TrilaneError */
export function samplesOf(modelId: string): Promise<SampleSet> {
  const known = loading.get(modelId);
  if (known) return known;
  const model = findModel(modelId);
  const hashes: Record<string, string> = {
    [model.samples.file]: model.samples.sha256,
    [model.samples.labelsFile]: model.samples.labelsSha256,
  };
  const fresh = loadSamples(model, (path) => fetchFile(`${path}?sha256=${hashes[path]}`));
  loading.set(modelId, fresh);
  // A failed fetch must not be remembered.
  fresh.catch(() => loading.delete(modelId));
  return fresh;
}

/** Room for the first of them; more is made as they come. */
const FIRST_BYTES = 1 << 20;
/** The network has stalled when nothing came for so long. ms */
const SILENT_MS = 30_000;

async function fetchFile(url: string): Promise<Uint8Array> {
  const silence = new AbortController();
  const end = () => silence.abort();
  let timer = setTimeout(end, SILENT_MS);
  try {
    const { bytes } = await fetchBytes(url, FIRST_BYTES, silence.signal, () => {
      clearTimeout(timer);
      timer = setTimeout(end, SILENT_MS);
    });
    return bytes;
  } catch (cause) {
    if (!silence.signal.aborted) throw cause;
    throw new TrilaneError(
      'server-unreachable',
      `The test samples could not be fetched: nothing came for ${SILENT_MS / 1000} seconds.`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}
