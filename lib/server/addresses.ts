import type { NetworkInterfaceInfo } from 'node:os';

/** What `HOST` says when a server is to listen on all addresses. */
const EVERYWHERE = ['0.0.0.0', '::', '::0', '0:0:0:0:0:0:0:0'];
/** Bridges and tunnels of this machine alone, by the names that Docker, libvirt, VirtualBox, VMware and Kubernetes give them. */
const INNER = /^(?:docker|br-|veth|virbr|vboxnet|vmnet|cni|cali|flannel|kube|lxc|lxd|podman|vEthernet)/i;

/**
 * Where people open the site: the first address is for this very machine, others for what is on its network.
 * @param host as the server was told
 * @param interfaces of `os.networkInterfaces()`
 */
export function addressesOf(
  host: string,
  port: number,
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): readonly string[] {
  if (!EVERYWHERE.includes(host)) return [urlOf(host, port)];
  const isAny6 = host !== '0.0.0.0';
  const found = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ internal, family }) => !internal && (family === 'IPv4' || isAny6))
      .map(({ address, family }) => ({ address, rank: rankOf(name, address, family) })),
  );
  const best = Math.min(...found.map(({ rank }) => rank));
  const reachable = found.filter(({ rank }) => rank === best).map(({ address }) => urlOf(address, port));
  return [urlOf('localhost', port), ...new Set(reachable)];
}

/** The lower, the likelier that a phone gets there; only the lowest of those there are is worth telling. */
function rankOf(name: string, address: string, family: NetworkInterfaceInfo['family']): number {
  const isLinkLocal = family === 'IPv4' ? address.startsWith('169.254.') : /^fe[89ab]/i.test(address);
  return (INNER.test(name) ? 4 : 0) + (isLinkLocal ? 2 : 0) + (family === 'IPv4' ? 0 : 1);
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
