import manifestJson from '@/public/models/manifest.json' with { type: 'json' };
import { TrilaneError } from '../errors';
import type { Manifest, ModelEntry, ModelTarget, ModelVersion } from './manifest';

// A file cannot say that a string is one of two; a test looks that the kinds of features are.
const { schema, models: inFile } = manifestJson as Manifest;
const models: ModelEntry[] = [...inFile];

/** The models there are: those of `public/models/manifest.json`, and behind them those that were registered since. */
export const MANIFEST: Manifest = { schema, models };

/** Makes a model known beside those of the manifest's file, unless one of its id is: in this thread or process, as each has its own. */
export function registerModel(model: ModelEntry): void {
  if (!models.some(({ id }) => id === model.id)) models.push(model);
}

/** @throws TrilaneError `unknown-model` */
export function findModel(modelId: string): ModelEntry {
  const model = models.find((entry) => entry.id === modelId);
  if (!model) {
    const known = models.map((entry) => entry.id).join(', ');
    throw new TrilaneError('unknown-model', `There is no model "${modelId}". Known models: ${known}.`);
  }
  return model;
}

/** @throws TrilaneError `unknown-model`, `unknown-version` */
export function findVersion({ modelId, versionId }: ModelTarget): ModelVersion {
  const model = findModel(modelId);
  const version = model.versions.find((entry) => entry.id === versionId);
  if (!version) {
    const known = model.versions.map((entry) => entry.id).join(', ');
    throw new TrilaneError(
      'unknown-version',
      `Model "${modelId}" has no version "${versionId}". Known versions: ${known}.`,
    );
  }
  return version;
}

/** Where to fetch a model file: the hash makes the address change with the bytes, so it may be cached for ever. */
export function modelUrl(version: ModelVersion): string {
  return `${version.file}?sha256=${version.sha256}`;
}
