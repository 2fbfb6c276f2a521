import type { IncomingMessage, ServerResponse } from 'node:http';
import { whenOver } from '../api/when-over';
import type { WorkLedger } from '../services/work-ledger';
import { METER_HEADER } from '../wire/meter';

const VERSION_AND_BREAK = ' HTTP/1.1\r\n'.length;
const COLON_AND_BREAK = ': \r\n'.length;
const LINE_BREAK = '\r\n'.length;

/** The meter that a request names. */
export function payerOf({ headers }: IncomingMessage): string | undefined {
  const value = headers[METER_HEADER];
  return typeof value === 'string' ? value : undefined;
}

/** Counts what goes over the connection for a request of a meter, headers included, when it is over. */
export function countBytes(ledger: WorkLedger, request: IncomingMessage, response: ServerResponse): void {
  const payer = payerOf(request);
  if (payer === undefined) return;
  const { socket } = request;
  const before = socket.bytesWritten;
  ledger.underWay(payer, 1);
  whenOver(request, response, () => {
    ledger.underWay(payer, -1);
    ledger.bytes(payer, receivedBytes(request), socket.bytesWritten - before);
  });
}

/** As HTTP/1.1 sends it (RFC 9112, sections 2 to 5): a request line, a line for each header, an empty one, the body. */
function receivedBytes({ method = '', url = '', rawHeaders, headers }: IncomingMessage): number {
  let bytes = method.length + 1 + url.length + VERSION_AND_BREAK + LINE_BREAK;
  for (const part of rawHeaders) bytes += part.length;
  bytes += (rawHeaders.length / 2) * COLON_AND_BREAK;
  return bytes + (Number(headers['content-length']) || 0);
}
