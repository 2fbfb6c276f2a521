import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { isLoopback } from '../access/hosts';
import { CONNECTIONS, type ConnectionLimits } from '../access/limits';
import { networkOf } from '../access/network';
import type { IsProxy } from '../access/proxy';

export interface Connections {
  count(): number;
  /** Ends those of which it holds, once what was written has left. */
  end(which: (socket: Socket) => boolean): void;
  /** Ends every one of them at once. */
  destroyAll(): void;
}

const REFUSAL = [
  'HTTP/1.1 503 Service Unavailable',
  'Retry-After: 5',
  'Connection: close',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'This server has as many connections as it takes. Try again in a moment.\n',
].join('\r\n');

/** Of those that are told no, so many at a time; more are closed without a word. */
const MOST_TOLD = 500;

/**
 * Knows the connections of a server, and tells those that are too many that they are, before anything is read from them.
 * @param onRefusal told of each
 * @param isProxy whose connections are those of many
 */
export function watchConnections(
  server: Server,
  onRefusal: () => void,
  { perAddress, inAll, ofThisMachine }: ConnectionLimits = CONNECTIONS,
  isProxy: IsProxy = () => false,
): Connections {
  const open = new Set<Socket>();
  const byAddress = new Map<string, number>();
  let here = 0;
  server.maxConnections = inAll + ofThisMachine + MOST_TOLD;
  server.on('drop', onRefusal);
  // Before Node's own listener, which would begin to read requests.
  server.prependListener('connection', (socket: Socket) => {
    const { remoteAddress = '' } = socket;
    const address = networkOf(remoteAddress);
    const isHere = isLoopback(remoteAddress);
    if (isHere) here++;
    const ofAddress = (byAddress.get(address) ?? 0) + 1;
    open.add(socket);
    byAddress.set(address, ofAddress);
    socket.once('close', () => {
      open.delete(socket);
      if (isHere) here--;
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left > 0) byAddress.set(address, left);
      else byAddress.delete(address);
    });
    const isWelcome = isHere
      ? here <= ofThisMachine
      : open.size - here <= inAll && (ofAddress <= perAddress || isProxy(remoteAddress));
    if (isWelcome) return;
    onRefusal();
    socket.on('error', () => {});
    socket.end(REFUSAL, () => socket.destroy());
  });
  return {
    count: () => open.size,
    end(which) {
      // Each once: what was written may take its time to leave.
      for (const socket of open) if (!socket.writableEnded && which(socket)) socket.destroySoon();
    },
    destroyAll() {
      for (const socket of open) socket.destroy();
    },
  };
}
