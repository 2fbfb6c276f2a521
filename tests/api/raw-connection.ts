import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Says something over a connection of its own, and hears all until it is closed. */
export function raw(port: number): { readonly socket: Socket; readonly closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (piece) => {
    text += piece;
  });
  socket.on('error', () => {});
  return { socket, closed: once(socket, 'close').then(() => text) };
}
