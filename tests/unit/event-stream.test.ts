import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createEventStreamParser,
  encodeEvent,
  HEARTBEAT,
  readEventStream,
  type ServerSentEvent,
} from '@/lib/wire/event-stream';

const parse = (...chunks: string[]) => {
  const parser = createEventStreamParser();
  return chunks.flatMap((chunk) => parser(chunk));
};
const brief = (events: ServerSentEvent[]) => events.map(({ type, data, lastEventId }) => [type, data, lastEventId]);

describe('The event stream parser', () => {
  test('dispatches an event at its blank line, with its type, data and id', () => {
    expect(brief(parse('id: 7\nevent: progress\ndata: {"done":1}\n\n'))).toEqual([['progress', '{"done":1}', '7']]);
  });

  test('gives the type "message" to an event without one, and forgets the type of the last', () => {
    expect(brief(parse('event: a\ndata: 1\n\ndata: 2\n\n'))).toEqual([
      ['a', '1', ''],
      ['message', '2', ''],
    ]);
  });

  test('keeps the last id for events without one; an empty id clears it, one with NUL is ignored', () => {
    expect(brief(parse('id: 1\ndata: a\n\ndata: b\n\nid: x\0\ndata: c\n\nid\ndata: d\n\n'))).toEqual([
      ['message', 'a', '1'],
      ['message', 'b', '1'],
      ['message', 'c', '1'],
      ['message', 'd', ''],
    ]);
  });

  test('joins data lines with a line feed, and takes off one leading space only', () => {
    expect(brief(parse('data:one\ndata:  two\ndata\n\n'))).toEqual([['message', 'one\n two\n', '']]);
  });

  test('skips comments, unknown fields, and events without data', () => {
    expect(brief(parse(`${HEARTBEAT}retry: 5\nfield: x\nevent: empty\n\ndata: y\n\n`))).toEqual([['message', 'y', '']]);
  });

  test('drops a byte order mark at the very start only', () => {
    expect(brief(parse('\uFEFFdata: a\n\n', '\uFEFFdata: b\n\n'))).toEqual([['message', 'a', '']]);
  });

  test('does not dispatch an event that the end of the stream cut off', () => {
    expect(parse('data: a\n')).toEqual([]);
  });

  test.each(['\n', '\r', '\r\n'])('takes %j as the end of a line, wherever the stream is cut', (newline) => {
    const text = ['id: 1', 'event: progress', 'data: a', 'data: b', '', ': note', 'data: c', '', ''].join(newline);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect(brief(parse(...chunks))).toEqual([
          ['progress', 'a\nb', '1'],
          ['message', 'c', '1'],
        ]);
      }),
    );
  });

  test('reads back what the server writes, cut anywhere between bytes', async () => {
    const event = { id: 3, type: 'progress', data: { done: 5, count: 9 } } as const;
    const bytes = new TextEncoder().encode(`data: “é”\n\n${encodeEvent(event)}`);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events: ServerSentEvent[] = [];
    let received = 0;
    for await (const each of readEventStream(body, (size) => (received += size))) events.push(each);
    expect(brief(events)).toEqual([
      ['message', '“é”', ''],
      ['progress', '{"done":5,"count":9}', '3'],
    ]);
    expect(received).toBe(bytes.length);
  });
});
