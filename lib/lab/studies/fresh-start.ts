import 'client-only';
import { callServer, readJson } from '../../engine/http-call';
import { TrilaneError } from '../../errors';
import type { ModelTarget } from '../../model/manifest';
import type { FreshStartKind, FreshStartReport, FreshStartRequest } from '../../wire/fresh-start-schema';
import type { StudyContext } from './study-state';

/** It takes one at a time, a second or two each: how often and how long apart a busy server is asked. */
const ASK_AGAIN = { times: 60, everyMs: 500 } as const;

/** A start from nothing on the server, timed there. @throws TrilaneError */
export async function startOnServer(
  target: ModelTarget,
  as: FreshStartKind,
  { signal, origin }: Pick<StudyContext<unknown>, 'signal' | 'origin'>,
): Promise<FreshStartReport> {
  const server = { baseUrl: origin, fetch: (...args: Parameters<typeof fetch>) => fetch(...args) };
  const request: FreshStartRequest = { model: target.modelId, version: target.versionId, as };
  for (let asked = 1; ; asked++) {
    try {
      const answer = await callServer(server, '/api/fresh-starts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new TextEncoder().encode(JSON.stringify(request)),
        signal,
      });
      return readJson<FreshStartReport>(answer);
    } catch (thrown) {
      if (!(thrown instanceof TrilaneError) || thrown.code !== 'queue-full' || asked >= ASK_AGAIN.times) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN.everyMs));
    }
  }
}
