import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer as it went over the wire. */
export interface WireRecord {
  readonly path: string;
  readonly contentType: string;
  readonly contentEncoding: string;
  /** Head and body, as sent. */
  readonly sizeBytes: number;
}

export interface RecordingProxy {
  readonly url: string;
  /** Answers that are complete, in that order. */
  readonly records: readonly WireRecord[];
  close(): void;
}

/** Passes everything on to `targetUrl` and notes what came back: the browser's cache cannot hide from it, nor workers. */
export async function startRecordingProxy(targetUrl: string): Promise<RecordingProxy> {
  const { hostname, port } = new URL(targetUrl);
  const records: WireRecord[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method, url: path = '/', headers } = incoming;
    const upstream = send({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
      let sizeBytes = headBytes(answer);
      answer.on('data', (chunk: Buffer) => (sizeBytes += chunk.length));
      answer.on('end', () => records.push({ path, ...describe(answer), sizeBytes }));
      answer.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    records,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function describe({ headers }: IncomingMessage): Pick<WireRecord, 'contentType' | 'contentEncoding'> {
  return { contentType: headers['content-type'] ?? '', contentEncoding: headers['content-encoding'] ?? '' };
}

function headBytes({ statusMessage, rawHeaders }: IncomingMessage): number {
  // "HTTP/1.1 200 " + reason + CRLF, then "name: value" + CRLF each, then CRLF.
  return 13 + (statusMessage?.length ?? 0) + 2 + rawHeaders.reduce((sum, part) => sum + part.length + 2, 0) + 2;
}
