import { SECURITY_HEADERS } from './security-headers';

/** A JSON answer that no cache keeps. */
export function jsonAnswer(body: unknown, status = 200): Response {
  return textAnswer(JSON.stringify(body), 'application/json', status);
}

export function textAnswer(body: string, contentType: string, status = 200): Response {
  return new Response(body, {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': contentType, 'cache-control': 'no-store' },
  });
}
