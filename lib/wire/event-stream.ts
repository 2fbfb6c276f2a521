/** What a server-sent event carries. */
export interface StreamEvent {
  readonly id: number | string;
  readonly type: string;
  readonly data: unknown;
}

/** One event as the text of a server-sent event. JSON has no raw line breaks, so one `data` line holds it. */
export function encodeEvent({ id, type, data }: StreamEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A comment line: keeps proxies from closing a quiet stream, and means nothing. */
export const HEARTBEAT = ': still here\n\n';

export interface ServerSentEvent {
  readonly type: string;
  readonly data: string;
  /** The last id seen on the stream so far, as the specification has it. */
  readonly lastEventId: string;
}

/**
 * An incremental parser of `text/event-stream`, after the HTML standard, section 9.2.6: lines end in CR, LF or CRLF,
 * also across chunks; a leading BOM is dropped; comments and unknown fields are skipped; `data` lines join with LF; an
 * event without data, or cut off by the end of the stream, is not dispatched. `retry` is ignored: the caller reconnects.
 */
export function createEventStreamParser(): (text: string) => ServerSentEvent[] {
  let rest = '';
  let atStart = true;
  let afterCarriageReturn = false;
  let type = '';
  let data: string[] = [];
  let lastEventId = '';
  const takeLine = (line: string, events: ServerSentEvent[]) => {
    if (line === '') {
      if (data.length > 0) events.push({ type: type || 'message', data: data.join('\n'), lastEventId });
      type = '';
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) lastEventId = value;
  };
  return (text) => {
    const events: ServerSentEvent[] = [];
    let chunk = text;
    if (atStart && chunk.length > 0) {
      if (chunk.startsWith('\uFEFF')) chunk = chunk.slice(1);
      atStart = false;
    }
    // The LF of a CRLF that was cut in two belongs to the line that has ended already.
    if (afterCarriageReturn && chunk.startsWith('\n')) chunk = chunk.slice(1);
    if (text.length > 0) afterCarriageReturn = chunk.endsWith('\r');
    const lines = (rest + chunk).split(/\r\n|\r|\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) takeLine(line, events);
    return events;
  };
}

/**
 * Reads the events of a response body until it ends. Leaving the loop early closes the connection.
 * @param onBytes told the size of every piece that came
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = createEventStreamParser();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      onBytes?.(value.byteLength);
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
