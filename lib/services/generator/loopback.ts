import { TrilaneError } from '../../errors';

/** A server that was told a host name listens on one of the two families only. */
const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]'] as const;

/**
 * The address of this machine's own server: only its port is ever asked for, and only on the loopback interface.
 * @throws TrilaneError `server-unreachable`
 */
export async function findLoopback(port: number, signal: AbortSignal): Promise<string> {
  for (const host of LOOPBACK_HOSTS) {
    const url = `http://${host}:${port}`;
    const answers = await fetch(`${url}/v2/health/live`, { signal }).then(
      async (response) => {
        await response.body?.cancel();
        return response.ok;
      },
      () => false,
    );
    signal.throwIfAborted();
    if (answers) return url;
  }
  throw new TrilaneError(
    'server-unreachable',
    `The server does not answer on the loopback address of its own machine (port ${port}), and the generator goes nowhere else.`,
  );
}
