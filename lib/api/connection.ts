import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'hono';

/** Both ends of a request that came in by our own server; nothing where it came by another. */
export function connectionOf(
  context: Context,
): { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse } | undefined {
  const { incoming, outgoing } = (context.env ?? {}) as { incoming?: IncomingMessage; outgoing?: ServerResponse };
  return incoming && outgoing && { incoming, outgoing };
}
