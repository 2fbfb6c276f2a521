import { TrilaneError } from '../errors';
import type { ModelTarget } from '../model/manifest';
import type { ModelList } from '../wire/model-list-schema';
import { pause } from './ask-again';
import type { ColdStart } from './contract';
import { callServer, type HttpCaller, readAnswer, readJson } from './http-call';

const POLL_MS = 200;

/**
 * Waits while the server still loads a version.
 * @param onAnswer hears each time that it still does
 * @throws TrilaneError `unknown-version`, or why the version could not be loaded
 */
export async function waitUntilLoaded(
  server: HttpCaller,
  { modelId, versionId }: ModelTarget,
  signal: AbortSignal,
  onAnswer: () => void = () => {},
): Promise<{ version: { sha256: string; coldStart: ColdStart }; server: ModelList['server'] }> {
  for (;;) {
    const answer = readJson<ModelList>(await callServer(server, '/api/models', { signal }), 'models', 'server');
    const load = readAnswer(() => answer.models.find((model) => model.id === modelId))?.versions.find(
      (version) => version.id === versionId,
    )?.load;
    if (!load) throw new TrilaneError('unknown-version', `The server has no version "${versionId}" of "${modelId}".`);
    if (load.state === 'failed') throw TrilaneError.from(load.error);
    if (load.state === 'ready') return { version: load, server: answer.server };
    onAnswer();
    await pause(POLL_MS, signal);
  }
}
