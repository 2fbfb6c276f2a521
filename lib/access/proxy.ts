import { BlockList, isIP } from 'node:net';

/** Whether an address is one of a proxy in front of this server, which is believed what it says of the browser. */
export type IsProxy = (address: string) => boolean;

/**
 * @param text addresses or networks (`10.0.0.0/8`) with commas between; `1` = whoever connects. Nothing: nobody.
 * @throws Error in words, for a text that is neither
 */
export function createProxyCheck(text = ''): IsProxy {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.join('') === '') return () => false;
  if (parts.join() === '1') return () => true;
  const proxies = new BlockList();
  for (const part of parts) {
    const [address = '', bits, ...rest] = part.split('/');
    const family = isIP(address);
    const prefix = bits === undefined ? undefined : Number(bits);
    const isWhole = prefix === undefined || (/^\d+$/.test(bits ?? '') && prefix <= (family === 4 ? 32 : 128));
    if (family === 0 || !isWhole || rest.length > 0)
      throw new Error(`TRILANE_PROXY must be addresses of proxies, such as 127.0.0.1 or 10.0.0.0/8, not "${part}".`);
    if (prefix === undefined) proxies.addAddress(address, nameOf(family));
    else proxies.addSubnet(address, prefix, nameOf(family));
  }
  return (address) => {
    const bare = plain(address);
    const family = isIP(bare);
    return family !== 0 && proxies.check(bare, nameOf(family));
  };
}

/**
 * The address of the browser: that of the connection, or, where that is a proxy's, the last one in `X-Forwarded-For` that is no proxy's.
 * Those before it are the browser's own words.
 */
export function clientAddress(connection: string, forwardedFor: string | undefined, isProxy: IsProxy): string {
  let address = connection;
  for (const part of (forwardedFor ?? '').split(',').reverse()) {
    if (!isProxy(address)) return address;
    const said = plain(part.trim().replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3'));
    if (isIP(said) === 0) return address;
    address = said;
  }
  return address;
}

/** The path under which a proxy shows this site, or undefined at the root, where it works. */
export function pathPrefix(forwardedPrefix: string | undefined): string | undefined {
  const path = forwardedPrefix?.trim().replace(/\/+$/, '');
  return path === '' ? undefined : path;
}

const nameOf = (family: number) => (family === 4 ? 'ipv4' : 'ipv6');
/** An IPv4 address as a socket for both families tells it. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
