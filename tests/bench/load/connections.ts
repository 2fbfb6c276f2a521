import { connect } from 'node:net';
import type { ConnectionsReport } from './messages';

/** Opens connections at once, each asks for the stream of the overview, and holds them. @returns what came of each */
export async function openAtOnce(baseUrl: string, count: number, holdMs: number): Promise<ConnectionsReport['ends']> {
  const { hostname, port, host } = new URL(baseUrl);
  const ends: Record<string, number> = {};
  const endOf = () =>
    new Promise<string>((resolve) => {
      let end: string | undefined;
      const socket = connect(Number(port), hostname);
      const hold = setTimeout(() => finish('silent'), holdMs);
      const finish = (what: string) => {
        clearTimeout(hold);
        resolve(end ?? what);
        socket.destroy();
      };
      socket.once('connect', () => socket.write(`GET /api/console/events HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
      // One that was answered is held to the end, as a stream is.
      socket.on('data', (data) => {
        end ??= /^HTTP\/1\.1 (\d{3})/.exec(data.toString('latin1'))?.[1] ?? 'garbled';
      });
      socket.once('end', () => finish('closed'));
      socket.once('error', (error: NodeJS.ErrnoException) =>
        finish(error.code === 'ECONNRESET' ? 'reset' : (error.code ?? 'error')),
      );
    });
  for (const end of await Promise.all(Array.from({ length: count }, endOf))) ends[end] = (ends[end] ?? 0) + 1;
  return ends;
}
