import { useSearchParams } from 'next/navigation';
import { useMemo, useSyncExternalStore } from 'react';
import { withEntityHash } from '@/lib/wire/link/entity-hash';
import type { LinkShape } from '@/lib/wire/link/link-shape';
import { mendLink } from '@/lib/wire/link/mend-link';

/** What the address says, with what of it an escaped `&` has put into the fragment; for a reader that mends the rest. */
export function useAddress(): URLSearchParams {
  const search = useSearchParams().toString();
  const hash = useSyncExternalStore(onHashChange, currentHash, () => '');
  return useMemo(() => new URLSearchParams(withEntityHash(search, hash)), [search, hash]);
}

/** What the address says, as far as its writing can be mended. @param shape the same in every call */
export function useLinkParams(shape: LinkShape): URLSearchParams {
  const address = useAddress();
  return useMemo(() => mendLink(address, shape).params, [address, shape]);
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

function currentHash(): string {
  return window.location.hash;
}
