import 'server-only';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ErrorReport, TrilaneError } from '../../errors';
import type { ModelEntry } from '../../model/manifest';
import { decodeInferRequest, type InferRequest } from '../wire/oip';

/** What a request is read from. */
export interface RawRequest {
  readonly headerLength: string | null | undefined;
  readonly contentType: string | null | undefined;
  readonly body: Uint8Array;
  readonly model: ModelEntry;
}

/** Reads inference requests: those with much JSON in a thread of its own, for while it is parsed nobody else is served. */
export interface FarDecoder {
  /** @throws TrilaneError as `decodeInferRequest` does, `engine-died` where the thread has ended over it, `queue-full` */
  decode(request: RawRequest): InferRequest | Promise<InferRequest>;
  close(): Promise<void>;
}

export type ToDecoder = RawRequest & { readonly id: number };
export type FromDecoder =
  | { readonly id: number; readonly request: InferRequest }
  | { readonly id: number; readonly error: ErrorReport };

/** Some 2 ms of parsing, about what it costs to hand it over. */
const MOST_JSON_HERE_BYTES = 256 * 1024;
/** A thread that has nothing to do is ended after this. ms */
const IDLE_MS = 60_000;
/** Bodies that wait or are read, in all. The thread parses some 50 MB a second. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
/** Of JavaScript values; the largest body becomes a tenth of it. */
const HEAP_MEGABYTES = 512;

interface Waiting {
  readonly resolve: (request: InferRequest) => void;
  readonly reject: (error: Error) => void;
}

/** @param file default: the bundle beside the server's own */
export function createFarDecoder(
  file = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'decode-thread.mjs'),
): FarDecoder {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  let waitingBytes = 0;

  const end = () => {
    const last = thread;
    thread = undefined;
    return last?.terminate();
  };
  const start = (): Worker => {
    const made = new Worker(file, {
      name: 'trilane-decoder',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    made.unref();
    made.on('message', (message: FromDecoder) => {
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if ('error' in message) one?.reject(TrilaneError.from(message.error));
      else one?.resolve(message.request);
      if (waiting.size === 0) idle = setTimeout(() => void end(), IDLE_MS).unref();
    });
    // An error is followed by the exit, which is what counts.
    made.on('error', () => {});
    made.once('exit', () => {
      if (thread === made) thread = undefined;
      else if (thread) return;
      for (const { reject } of waiting.values())
        reject(new TrilaneError('engine-died', 'The part of the server that reads large requests has ended.'));
      waiting.clear();
    });
    return made;
  };

  return {
    decode(request) {
      const { headerLength, contentType, body, model } = request;
      const jsonBytes = headerLength ? Number(headerLength) : body.length;
      if (!(jsonBytes > MOST_JSON_HERE_BYTES)) return decodeInferRequest(headerLength, contentType, body, model);
      if (waitingBytes + body.length > MOST_WAITING_BYTES)
        throw new TrilaneError('queue-full', 'Other large requests are being read. Try again in a moment.');
      waitingBytes += body.length;
      clearTimeout(idle);
      thread ??= start();
      const own = body.slice();
      const message: ToDecoder = { id: ++lastId, headerLength, contentType, body: own, model };
      const decoded = new Promise<InferRequest>((resolve, reject) => waiting.set(message.id, { resolve, reject }));
      thread.postMessage(message, [own.buffer]);
      return decoded.finally(() => {
        waitingBytes -= body.length;
      });
    },
    async close() {
      clearTimeout(idle);
      await end();
    },
  };
}
