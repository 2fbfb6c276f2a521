import 'client-only';
import type { z } from 'zod';
import { TrilaneError } from '../../errors';

const WAIT_MS = 15_000;

/** What has come, by path: what was explained once is at hand, over a network that is gone since, too. */
const arrived = new Map<string, unknown>();

/**
 * A key, which no page holds: to be asked for once an answer is locked in.
 * @throws TrilaneError `server-unreachable`, `not-found`, `malformed-request`
 */
export async function fetchKey<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const response = arrived.has(path) ? null : await answerOf(path);
  const body: unknown = response
    ? await response.json().catch((cause: unknown) => {
        if (cause instanceof SyntaxError) return null;
        throw new TrilaneError('server-unreachable', 'A key broke off on its way.', { cause });
      })
    : arrived.get(path);
  const read = schema.safeParse(body);
  if (!read.success) throw new TrilaneError('malformed-request', `What arrived from ${path} is no key.`);
  arrived.set(path, body);
  return read.data;
}

async function answerOf(path: string): Promise<Response> {
  const response = await fetch(path, { signal: AbortSignal.timeout(WAIT_MS) }).catch((cause: unknown) => {
    throw new TrilaneError('server-unreachable', 'A key could not be fetched.', { cause });
  });
  if (response.ok) return response;
  const code = response.status === 404 ? 'not-found' : 'server-unreachable';
  throw new TrilaneError(code, `The server answered ${response.status} when asked for a key.`);
}
