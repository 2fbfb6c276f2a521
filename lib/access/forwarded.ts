import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether the browser asked over TLS: this server was reached so, or a proxy in front of it says so (`X-Forwarded-Proto`, of several the first,
 * which is the browser's own). Anyone can write that header: use it for what is said to the asker alone.
 */
export function isOverTls(headers: IncomingHttpHeaders, socket: object): boolean {
  return (
    ('encrypted' in socket && socket.encrypted === true) ||
    first(headers['x-forwarded-proto'])?.toLowerCase() === 'https'
  );
}

function first(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.[0];
  return text?.split(',', 1)[0]?.trim();
}
