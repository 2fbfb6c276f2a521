import 'client-only';
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

async function fetchFile(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new TrilaneError('server-unreachable', 'The test samples could not be fetched.', { cause });
  });
  if (!response.ok)
    throw new TrilaneError('wrong-answer', `The test samples could not be fetched (status ${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}
