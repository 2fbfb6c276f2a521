import { join } from 'node:path';
import type { ModelEntry, ModelVersion } from '../../model/manifest';
import type { VersionFile } from './pool-messages';

/** @param publicRoot the folder whose files the manifest's paths name */
export function versionFileOf(model: ModelEntry, version: ModelVersion, publicRoot: string): VersionFile {
  return {
    key: `${model.id}/${version.id}`,
    path: join(publicRoot, version.file),
    sha256: version.sha256,
    inputName: model.input.name,
    outputName: model.output.name,
    rowShape: model.input.shape.slice(1),
  };
}
