import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOverTls } from '../access/forwarded';
import { FILE_POLICY, POLICY_HEADER, SITE_HEADERS, TRANSPORT_SECURITY } from '../headers/headers.mjs';

const SITE_LIST = Object.entries(SITE_HEADERS);
const TRANSPORT_LIST = Object.entries(TRANSPORT_SECURITY);

/** Before any answer: who came over TLS shall come over TLS again. */
export function addTransportSecurity({ headers, socket }: IncomingMessage, response: ServerResponse): void {
  if (!isOverTls(headers, socket)) return;
  for (const [name, value] of TRANSPORT_LIST) response.setHeader(name, value);
}

/** Before an answer that is a page or a file. Pages bring a policy of their own (`lib/commands/page-headers.mjs`); what leaves without one gets that of files. */
export function addSiteHeaders(response: ServerResponse): void {
  for (const [name, value] of SITE_LIST) response.setHeader(name, value);
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.writeHead = (...parts: unknown[]) => {
    if (!response.hasHeader(POLICY_HEADER)) response.setHeader(POLICY_HEADER, FILE_POLICY);
    if (response.hasHeader('set-cookie'))
      response.setHeader('cache-control', privately(response.getHeader('cache-control')));
    return writeHead(...parts);
  };
}

/** A cache that many share must not hand one visitor's cookie to another. */
function privately(cacheControl: number | string | readonly string[] | undefined): string {
  const said = [cacheControl ?? 'no-cache'].flat().join(', ');
  return /private|no-store/.test(said) ? said : `private, ${said.replace(/public, ?/, '')}`;
}
