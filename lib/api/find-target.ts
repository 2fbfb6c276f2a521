import { TrilaneError } from '../errors';
import type { Manifest, ModelEntry, ModelTarget, ModelVersion } from '../model/manifest';

/**
 * Finds what a path names.
 * @param versionId absent = the default version of the model
 * @throws TrilaneError `unknown-model`, `unknown-version`
 */
export function findTarget(
  manifest: Manifest,
  modelId: string,
  versionId?: string,
): { model: ModelEntry; version: ModelVersion; target: ModelTarget } {
  const model = manifest.models.find((entry) => entry.id === modelId);
  if (!model) {
    const known = manifest.models.map((entry) => entry.id).join(', ');
    throw new TrilaneError('unknown-model', `There is no model "${modelId.slice(0, 60)}". Known models: ${known}.`);
  }
  const id = versionId ?? model.defaultVersion;
  const version = model.versions.find((entry) => entry.id === id);
  if (!version) {
    const known = model.versions.map((entry) => entry.id).join(', ');
    throw new TrilaneError(
      'unknown-version',
      `Model "${model.id}" has no version "${id.slice(0, 60)}". Known versions: ${known}.`,
    );
  }
  return { model, version, target: { modelId: model.id, versionId: version.id } };
}
