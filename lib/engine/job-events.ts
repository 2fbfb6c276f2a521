import { TrilaneError } from '../errors';
import { callServer, type HttpCaller } from './http-call';
import { type BatchJob, isFinished } from './wire/batch';
import { readEventStream } from './wire/batch-events';

export interface FollowOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  /** Called with the size of everything that came. */
  readonly onBytes: (bytes: number) => void;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A stream that breaks off is taken up again so often. */
const MOST_BROKEN_STREAMS = 3;

/**
 * Follows a job's events to its end. Uses `fetch`, because `EventSource` is missing in Node and tells no reasons.
 * @throws TrilaneError `unknown-job`, `server-unreachable`
 */
export async function followJob(server: HttpCaller, id: string, options: FollowOptions): Promise<BatchJob> {
  let lastEventId = '';
  for (let broken = 0; broken <= MOST_BROKEN_STREAMS; broken++) {
    const ended = await followOnce(server, id, options, lastEventId);
    if (typeof ended !== 'string') return ended;
    lastEventId = ended;
    // The job may have ended while nobody listened; this also says why there are no events, if the server still answers.
    const answer = await callServer(server, `/api/batches/${id}`, {
      signal: options.signal,
      ...(options.headers && { headers: options.headers }),
    });
    const job = JSON.parse(new TextDecoder().decode(answer.body)) as BatchJob; // our own server's, of the same version
    if (isFinished(job.state)) return job;
  }
  throw new TrilaneError('server-unreachable', 'The connection to the server broke off again and again.');
}

/** @returns the job at its end, or the last event's id if the stream broke off before */
async function followOnce(
  server: HttpCaller,
  id: string,
  options: FollowOptions,
  lastEventId: string,
): Promise<BatchJob | string> {
  const { signal, onProgress, onBytes } = options;
  let lastId = lastEventId;
  try {
    // Its owner: if this page is closed, nobody wants the answers any more.
    const response = await server.fetch(`${server.baseUrl}/api/batches/${id}/events?owner`, {
      headers: {
        ...options.headers,
        accept: 'text/event-stream',
        ...(lastEventId && { 'last-event-id': lastEventId }),
      },
      cache: 'no-store',
      signal,
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return lastId;
    }
    for await (const event of readEventStream(response.body, onBytes)) {
      lastId = event.lastEventId;
      if (event.type === 'progress') onProgress((JSON.parse(event.data) as { done: number }).done);
      else return JSON.parse(event.data) as BatchJob; // every other event is a last one
    }
  } catch (error) {
    // Whether the server is gone or the stream broke is found out by asking for the job.
    if (signal.aborted) throw error;
  }
  return lastId;
}
