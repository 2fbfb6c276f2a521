import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What is to be done when a connection ends: one listener each, however many requests wait on it. */
const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls `then` once, when a request is over: when its answer has been closed, or its connection. Node tells nothing to an answer that still
 * waits behind another one when their connection ends.
 */
export function whenOver(
  { socket }: Pick<IncomingMessage, 'socket'>,
  response: ServerResponse,
  then: () => void,
): void {
  const all = waiting.get(socket) ?? listenTo(socket);
  const end = () => {
    if (!all.delete(end)) return;
    response.off('close', end);
    then();
  };
  all.add(end);
  response.once('close', end);
  if (socket.destroyed) end();
}

function listenTo(socket: Socket): Set<() => void> {
  const all = new Set<() => void>();
  waiting.set(socket, all);
  socket.once('close', () => {
    for (const end of [...all]) end();
  });
  return all;
}
