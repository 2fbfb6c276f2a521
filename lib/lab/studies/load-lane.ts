import 'client-only';
import type { LoadedModel } from '../../engine/contract';
import { findModel } from '../../model';
import type { ModelTarget } from '../../model/manifest';
import type { ModeId } from '../../modes';
import type { StudyWorker } from './study-lane';
import type { StudyContext } from './study-state';

/**
 * Loads a model in a study's worker, which is that lane from then on, and notes where it runs.
 * @param wanted `threads` of the runtime in the browser; `null` = as many as it takes by itself
 * @throws TrilaneError
 */
export async function loadLane(
  worker: StudyWorker,
  { onLoaded, origin, samplesOf }: Pick<StudyContext<unknown>, 'onLoaded' | 'origin' | 'samplesOf'>,
  wanted: { readonly lane: ModeId; readonly target: ModelTarget; readonly threads: number | null },
): Promise<LoadedModel> {
  const { lane, target, threads } = wanted;
  const samples = await samplesOf(target.modelId);
  const loaded = await worker.ask('load', {
    modeId: lane,
    target,
    model: findModel(target.modelId),
    origin,
    threads,
    samples,
  });
  onLoaded({ lane, target, sha256: loaded.sha256, environment: loaded.environment });
  return loaded;
}
