import { type LinkShape, type Pair, SEAL_KEY } from './link-shape';

/** 32-bit FNV-1a, offset basis and prime. http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A query with a check number in front, by which a link that lost or changed something on its way is found out. One
 * without is read as well.
 */
export function sealed(query: string, shape: LinkShape): string {
  const rest = query.split('&').filter((part) => part !== '' && !part.startsWith(`${SEAL_KEY}=`));
  return [`${SEAL_KEY}=${sealOf([...new URLSearchParams(rest.join('&'))], shape)}`, ...rest].join('&');
}

/** The check number of all that is said, in whatever order. */
export function sealOf(pairs: readonly Pair[], { loose = [] }: LinkShape): string {
  const said = pairs
    .filter(([key]) => key !== SEAL_KEY && !loose.includes(key))
    .map(([key, value]) => `${key}=${value.trim()}`)
    .sort()
    .join('\n');
  let hash = FNV_BASIS;
  for (const byte of new TextEncoder().encode(said)) hash = Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
  return hash.toString(36).padStart(7, '0');
}
