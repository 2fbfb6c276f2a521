import { TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';
import { readEventStream } from '../wire/event-stream';
import { isFinished } from '../wire/lab-job';
import type { LabJob } from '../wire/lab-job-schema';
import { askAgain, pause } from './ask-again';
import { callServer, type HttpCaller, readJson } from './http-call';
import { askPatiently } from './retry-after';

export interface FollowOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  /** Called with the size of everything that came. */
  readonly onBytes: (bytes: number) => void;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How long the server may be away meanwhile; absent = not at all. ms */
  readonly patienceMs?: number;
}

/** A stream that breaks off is taken up again so often. */
const MOST_BROKEN_STREAMS = 3;
/** ... and so long after it broke. */
const TAKEN_UP_AFTER_MS = 100;
/** The server says something every 15 s at least: a stream that is silent for longer than this leads nowhere any more. ms */
const SILENT_MS = 40_000;

/**
 * Follows a job's events to its end. Uses `fetch`, because `EventSource` is missing in Node and tells no reasons.
 * @throws TrilaneError `unknown-job`, `server-unreachable`: also when the server gave the job up, having lost its owner
 */
export async function followJob(server: HttpCaller, id: string, options: FollowOptions): Promise<LabJob> {
  const { signal } = options;
  let lastEventId = '';
  for (let broken = 0; broken <= MOST_BROKEN_STREAMS; broken++) {
    const ended = await followOnce(server, id, options, lastEventId);
    if (typeof ended !== 'string') return ended;
    lastEventId = ended;
    // The job may have ended while nobody listened; this also says why there are no events, if the server still answers.
    const look = () =>
      callServer(server, `/api/batches/${id}`, {
        signal,
        ...(options.headers && { headers: options.headers }),
      });
    const job = readJson<LabJob>(await askAgain(look, options.patienceMs ?? 0, signal), 'id', 'state');
    if (job.state === 'cancelled')
      throw new TrilaneError(
        'server-unreachable',
        'The connection was away for so long that the server gave the job up.',
      );
    if (isFinished(job.state)) return job;
    await pause(TAKEN_UP_AFTER_MS, signal);
  }
  throw new TrilaneError('server-unreachable', 'The connection to the server broke off again and again.');
}

/** @returns the job at its end, or the last event's id if the stream broke off before */
async function followOnce(
  server: HttpCaller,
  id: string,
  options: FollowOptions,
  lastEventId: string,
): Promise<LabJob | string> {
  const { signal, onProgress, onBytes } = options;
  let lastId = lastEventId;
  const silence = new AbortController();
  const end = () => silence.abort();
  let timer = setTimeout(end, SILENT_MS);
  const heard = (bytes: number) => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENT_MS);
    onBytes(bytes);
  };
  const stopWaiting = onAbort(signal, end);
  try {
    // Its owner: if this page is closed, nobody wants the answers any more.
    const ask = () =>
      server.fetch(`${server.baseUrl}/api/batches/${id}/events?owner`, {
        headers: {
          ...options.headers,
          accept: 'text/event-stream',
          ...(lastEventId && { 'last-event-id': lastEventId }),
        },
        cache: 'no-store',
        signal: silence.signal,
      });
    const response = await askPatiently(ask, { patienceMs: SILENT_MS, signal: silence.signal });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return lastId;
    }
    for await (const event of readEventStream(response.body, heard)) {
      lastId = event.lastEventId;
      if (event.type === 'progress') onProgress((JSON.parse(event.data) as { done: number }).done);
      else return JSON.parse(event.data) as LabJob; // every other event is a last one
    }
  } catch (error) {
    // Whether the server is gone or the stream broke is found out by asking for the job.
    if (signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    stopWaiting();
  }
  return lastId;
}
