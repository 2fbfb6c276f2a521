import { Agent, type IncomingHttpHeaders, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/**
 * `fetch` without its millisecond: Node's own takes 1 ms and more of its own for a call, and that is not what is calibrated.
 * Knows what the HTTP engine asks of it: a method, headers, a body of bytes, a signal.
 */
export const leanFetch: typeof fetch = (address, { method = 'GET', headers, body, signal } = {}) =>
  new Promise((resolve, reject) => {
    const call = request(
      String(address),
      { method, agent, headers: headers as Record<string, string>, ...(signal && { signal }) },
      (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.on('error', reject);
        message.on('end', () => resolve(answerOf(message.statusCode ?? 500, message.headers, Buffer.concat(chunks))));
      },
    );
    call.on('error', reject);
    call.end(body);
  });

/** As much of a `Response` as the engine reads. */
function answerOf(status: number, headers: IncomingHttpHeaders, body: Buffer): Response {
  const { buffer, byteOffset, byteLength } = body;
  return {
    ok: status < 300,
    status,
    headers: new Headers(headers as Record<string, string>),
    arrayBuffer: async () => buffer.slice(byteOffset, byteOffset + byteLength),
  } as Response;
}
