import 'client-only';
import { callServer, readJson } from '../../engine/http-call';
import type { ModelTarget } from '../../model/manifest';
import type { FreshStartKind, FreshStartReport, FreshStartRequest } from '../../wire/fresh-start-schema';
import type { StudyContext } from './study-state';

/** The server takes one at a time, a second or two each. ms */
const BUSY_PATIENCE_MS = 60_000;

/** A start from nothing on the server, timed there. @throws TrilaneError */
export async function startOnServer(
  target: ModelTarget,
  as: FreshStartKind,
  { signal, origin }: Pick<StudyContext<unknown>, 'signal' | 'origin'>,
): Promise<FreshStartReport> {
  const server = { baseUrl: origin, fetch: (...args: Parameters<typeof fetch>) => fetch(...args) };
  const request: FreshStartRequest = { model: target.modelId, version: target.versionId, as };
  const answer = await callServer(server, '/api/fresh-starts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(request)),
    signal,
    patience: { patienceMs: BUSY_PATIENCE_MS, signal },
  });
  return readJson<FreshStartReport>(answer);
}
