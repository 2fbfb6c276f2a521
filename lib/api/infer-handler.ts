import type { Context } from 'hono';
import { HEADER_LENGTH, type OipMessage } from '../engine/wire/oip';
import { REQUEST_ID } from '../engine/wire/request-id';
import { METER_HEADER } from '../wire/meter';
import { connectionOf } from './connection';
import { codingAskedFor, encoded } from './content-coding';
import type { FindInferOperation, InferCaller, InferOperation } from './infer';
import { MOST_BODY_BYTES, readInferBody } from './read-body';
import { SECURITY_HEADERS } from './security-headers';
import { createUnpackRoom, type Hold } from './unpack-room';

/** As many of the largest bodies are unpacked at once; small ones take no more than they are. */
const MOST_UNPACKED_BYTES = 8 * MOST_BODY_BYTES;

/** `POST /v2/models/:model[/versions/:version]/infer` as a web-standard handler. */
export function createInferHandler(find: FindInferOperation): (context: Context) => Promise<Response> {
  const room = createUnpackRoom(MOST_UNPACKED_BYTES);
  const answer = async (context: Context, hold: Hold) => {
    const { raw } = context.req;
    const { headers } = raw;
    let operation: InferOperation | undefined;
    let body: Uint8Array;
    try {
      operation = find(context.req.param('model') ?? '', context.req.param('version'));
      body = await readInferBody(raw, MOST_BODY_BYTES, hold);
    } catch (error) {
      operation?.failed(error);
      throw error;
    }
    const response = await operation.run(
      headers.get(HEADER_LENGTH),
      headers.get('content-type'),
      body,
      callerOf(context),
      respond,
    );
    // Another server than ours compresses what it sends by itself.
    const coding = connectionOf(context) ? codingAskedFor(headers.get('accept-encoding')) : undefined;
    return coding ? await encoded(response, coding) : response;
  };
  return async (context) => {
    const hold = room.hold();
    try {
      return await answer(context, hold);
    } finally {
      hold.keep(0);
    }
  };
}

function respond(answer: OipMessage, serverTiming: string): Response {
  const headers = { ...SECURITY_HEADERS, ...answer.headers, 'server-timing': serverTiming };
  return new Response(answer.body.slice(), { headers });
}

/** How the pool learns that the caller has gone. */
function callerOf(context: Context): InferCaller {
  const { headers } = context.req.raw;
  const caller = { requestId: headers.get(REQUEST_ID), meter: headers.get(METER_HEADER) };
  const incoming = connectionOf(context)?.incoming;
  // Behind our own server the socket says it for nothing; a signal costs several microseconds.
  if (incoming) return { ...caller, abandoned: () => incoming.socket.destroyed };
  return { ...caller, signal: context.req.raw.signal };
}
