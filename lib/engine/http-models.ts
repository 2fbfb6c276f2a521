import { type ErrorReport, TrilaneError } from '../errors';
import type { ModelTarget } from '../model/manifest';
import { pause } from './ask-again';
import type { ColdStart } from './contract';
import { callServer, type HttpCaller, readAnswer, readJson } from './http-call';

/** What the engine reads of `GET /api/models`. */
export interface ModelsAnswer {
  readonly server: {
    readonly runtime: string | null;
    readonly node: string;
    readonly platform: string;
    readonly cores: number;
    readonly inferenceThreads: number;
    readonly mostRowsPerBatch: number;
  };
  readonly models: readonly {
    readonly id: string;
    readonly versions: readonly { readonly id: string; readonly load: LoadState }[];
  }[];
}

type LoadState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly sha256: string; readonly coldStart: ColdStart }
  | { readonly state: 'failed'; readonly error: ErrorReport };

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
): Promise<{ version: { sha256: string; coldStart: ColdStart }; server: ModelsAnswer['server'] }> {
  for (;;) {
    const answer = readJson<ModelsAnswer>(await callServer(server, '/api/models', { signal }), 'models', 'server');
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
