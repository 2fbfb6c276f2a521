import { hostname, networkInterfaces } from 'node:os';

/** Whether this server goes by the name in a `Host` header. */
export type HostCheck = (host: string | undefined) => boolean;

export interface HostNames {
  /** Where the server listens, such as `localhost` or `0.0.0.0`. */
  readonly listenHost: string;
  /** Other names it goes by; one with a dot in front stands for all below it, `*` for any. */
  readonly names?: readonly string[];
  /** Default: those of this machine's network interfaces. */
  readonly addresses?: () => readonly string[];
  /** Default: this machine's. */
  readonly machine?: string;
  /** For tests. */
  readonly nowMs?: () => number;
}

/** Interfaces come and go. ms */
const LOOK_AGAIN_MS = 10_000;
/** Host headers that were let in are remembered, so that a request costs a look-up. */
const MOST_REMEMBERED = 64;
/** RFC 9110, section 7.2: a host, and perhaps a port. */
const HOST = /^(?:\[([0-9a-f:.]+)\]|([^\s:@/\\?#[\]]+))(?::\d{1,5})?$/;

/**
 * Lets in whoever asks for this machine by a name or an address of its own. A page of another site whose name an attacker points at this
 * machine (DNS rebinding) asks by that site's name, and is not let in. A request without a host comes from no browser.
 */
export function createHostCheck({
  listenHost,
  names = [],
  addresses = ownAddresses,
  machine = hostname(),
  nowMs = () => performance.now(),
}: HostNames): HostCheck {
  const short = machine.toLowerCase();
  const exact = new Set(['localhost', short, `${short.split('.')[0]}.local`, plain(listenHost)]);
  const below = ['.localhost'];
  const isAny = names.includes('*');
  for (const name of names.map((text) => text.trim().toLowerCase())) {
    if (name.startsWith('.')) below.push(name);
    else if (name !== '') exact.add(plain(name));
  }
  const remembered = new Set<string>();
  let own = new Set<string>();
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  const isOwn = (name: string): boolean => {
    if (isAny || exact.has(name) || isLoopback(name)) return true;
    if (below.some((end) => name.endsWith(end) || name === end.slice(1))) return true;
    if (nowMs() - lookedAtMs > LOOK_AGAIN_MS) {
      own = new Set(addresses());
      lookedAtMs = nowMs();
      remembered.clear();
    }
    return own.has(name);
  };
  return (host) => {
    if (host === undefined || remembered.has(host)) return true;
    const name = nameIn(host);
    if (name === undefined || !isOwn(name)) return false;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.add(host);
    return true;
  };
}

/** The host of a `Host` header without its port, or undefined where it is none. */
function nameIn(header: string): string | undefined {
  const [, six, name] = HOST.exec(header.toLowerCase()) ?? [];
  // What no address can be made from, such as a port beyond the last, is no host either.
  if (!URL.canParse(`http://${header}`)) return undefined;
  return six ?? name?.replace(/\.$/, '');
}

const plain = (host: string) => host.toLowerCase().replace(/^\[|\]$/g, '');

/** Whether only programs of this machine reach what listens there. */
export function isLoopback(host: string): boolean {
  const name = plain(host);
  return (
    name === 'localhost' ||
    name === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    /^::ffff:127(\.\d{1,3}){3}$/.test(name)
  );
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address.replace(/%.*$/, '').toLowerCase()),
  );
}
