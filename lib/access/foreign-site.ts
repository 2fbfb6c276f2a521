/** The headers by which a browser says for which site it asks. */
export interface AskedFor {
  readonly method: string;
  /** `Host`, or what a proxy put there. */
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDest: string | undefined;
}

const SAFE = ['GET', 'HEAD'];

/**
 * Whether a request to the API comes from a page of another site, which may neither change anything nor have the server work for it.
 * `Sec-Fetch-Site` (W3C Fetch Metadata) says it, which no page can forge; browsers leave it away where the address is not
 * trustworthy (plain HTTP to another machine), and send an `Origin` with whatever is no plain look. Programs send neither.
 * To follow a link is allowed: nothing is changed by it, and the other site does not see the answer.
 */
export function isFromOtherSite({ method, host, origin, fetchSite, fetchMode, fetchDest }: AskedFor): boolean {
  const isLooking = SAFE.includes(method);
  if (fetchSite !== undefined) {
    if (fetchSite === 'same-origin') return false;
    if (fetchSite === 'none') return !isLooking && origin !== undefined && !isOrigin(origin, host);
    return !(isLooking && fetchMode === 'navigate' && fetchDest === 'document');
  }
  return origin !== undefined && !isOrigin(origin, host);
}

/** `null` is the origin of a page that hides its own. */
function isOrigin(origin: string, host: string | undefined): boolean {
  const [, authority] = /^https?:\/\/([^/]+)$/i.exec(origin) ?? [];
  return authority !== undefined && host !== undefined && withoutPort(authority) === withoutPort(host);
}

/** The ports that go without saying. */
const withoutPort = (authority: string) => authority.toLowerCase().replace(/:(80|443)$/, '');
