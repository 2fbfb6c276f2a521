import { type BatchThreads, startBatchThreads } from '../../engine/server/batch-threads';
import { readPublicFile } from '../../engine/server/public-file';
import { TrilaneError } from '../../errors';
import { findModel, findVersion } from '../../model';
import { verifyBytes } from '../../model/hash';
import type { ModelEntry, ModelTarget } from '../../model/manifest';

export interface LoadedModel {
  readonly model: ModelEntry;
  readonly sha256: string;
  /** 0 when it was there already. */
  readonly loadMs: number;
}

/** The inference threads of a worker, and the models they hold. */
export interface ModelThreads extends BatchThreads {
  /**
   * @param sha256 of the file the job was made for
   * @throws TrilaneError `unknown-model`, `unknown-version`, `hash-mismatch`, `model-load-failed`
   */
  require(target: ModelTarget, sha256: string): Promise<LoadedModel>;
}

/** @param entry the module to start, which must call `runBatchThread` off the main thread */
export function startModelThreads(entry: URL, count: number, publicRoot: string): ModelThreads {
  const threads = startBatchThreads(entry, count);
  const loaded = new Set<string>();
  return {
    ...threads,
    async require(target, sha256) {
      const model = findModel(target.modelId);
      const version = findVersion(target);
      if (version.sha256 !== sha256) {
        throw new TrilaneError(
          'hash-mismatch',
          `The job was made for another file of ${target.modelId} ${target.versionId} than the one this worker has.`,
        );
      }
      if (loaded.has(sha256)) return { model, sha256, loadMs: 0 };
      const startMs = performance.now();
      const bytes = await readPublicFile(publicRoot, version.file);
      verifyBytes(bytes, sha256, `${model.id} ${version.id}`);
      await threads.load(model, version, bytes);
      loaded.add(sha256);
      return { model, sha256, loadMs: performance.now() - startMs };
    },
  };
}
