import 'server-only';
import type { Context } from 'hono';
import { TrilaneError } from '../errors';
import { encodeEvent, HEARTBEAT, type StreamEvent } from '../wire/event-stream';
import { connectionOf } from './connection';
import { reportOfFailure } from './problem';

const encoder = new TextEncoder();
/** An event that many readers are told is encoded once. */
const encoded = new WeakMap<StreamEvent, Uint8Array>();

function bytesOfEvent(event: StreamEvent): Uint8Array {
  const known = encoded.get(event);
  if (known) return known;
  const bytes = encoder.encode(encodeEvent(event));
  encoded.set(event, bytes);
  return bytes;
}

/**
 * A body whose making fails in the middle ends with its connection. The server's adapter would write the error's words behind what has been sent, and end
 * it as if it were whole; a reader must see that it is not.
 */
export function breakOff(context: Context, controller: ReadableStreamDefaultController, error: unknown): void {
  const { code } = reportOfFailure(error);
  const connection = connectionOf(context);
  if (connection) {
    connection.outgoing.destroy();
    controller.close();
  } else controller.error(new TrilaneError(code, 'The answer broke off.'));
}

/** Text as a response body, made only as fast as it is read. */
export function streamOf(context: Context, pieces: Iterator<string>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      try {
        const piece = pieces.next();
        if (piece.done) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      } catch (error) {
        breakOff(context, controller, error);
      }
    },
  });
}

/** Bytes as a response body, made only as fast as they are read. */
export function bytesOf(context: Context, pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  let isRead = true;
  return new ReadableStream({
    async pull(controller) {
      try {
        const piece = await pieces.next();
        if (!isRead) return;
        if (piece.done) controller.close();
        else controller.enqueue(piece.value);
      } catch (error) {
        breakOff(context, controller, error);
      }
    },
    async cancel() {
      isRead = false;
      await pieces.return(undefined);
    },
  });
}

/**
 * Events as a server-sent stream that ends with the last of them, with a comment whenever nothing was said for a while.
 * @param closed aborted when the reader goes away, to stop `events`
 */
export function eventStream(
  context: Context,
  events: AsyncIterator<StreamEvent>,
  closed: AbortController,
  heartbeatMs: number,
): ReadableStream<Uint8Array> {
  let heartbeat: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(heartbeat);
    closed.abort();
  };
  return new ReadableStream({
    start(controller) {
      heartbeat = setInterval(() => {
        // A reader that has stopped reading needs no heartbeats piled up.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(HEARTBEAT));
      }, heartbeatMs);
    },
    async pull(controller) {
      try {
        const event = await events.next();
        // Nobody reads it any more.
        if (closed.signal.aborted) return;
        if (event.done) {
          stop();
          controller.close();
        } else {
          heartbeat?.refresh();
          controller.enqueue(bytesOfEvent(event.value));
        }
      } catch (error) {
        stop();
        breakOff(context, controller, error);
      }
    },
    cancel: stop,
  });
}
