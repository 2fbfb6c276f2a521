/** Ways in which a server gives a lane no meter, by what it answers to `POST /api/meters`. */
export const MISSING_METERS: readonly (readonly [string, () => Promise<Response>])[] = [
  ['has none left', async () => refusal(503, 'queue-full')],
  ['lets nobody in for a while', async () => refusal(503, 'queue-full', { 'retry-after': '600' })],
  ['was asked too often', async () => new Response('', { status: 429 })],
  ['gives none to this client', async () => refusal(403, 'read-only')],
  ['knows of no meters', async () => new Response('<html>', { status: 404 })],
  ['breaks', async () => refusal(500, 'internal')],
  ['answers what is no meter', async () => new Response('{}', { status: 201 })],
  ['answers what is not JSON', async () => new Response('welcome to the school', { status: 200 })],
  ['never answers', () => new Promise(() => {})],
];

/** `fetch`, but for meters. */
export const withoutMeters =
  (answer: () => Promise<Response>): typeof fetch =>
  (input, init) =>
    String(input).includes('/api/meters') ? answer() : fetch(input, init);

function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ code, detail: 'Not now.' }, { status, headers });
}
