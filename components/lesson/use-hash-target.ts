'use client';

import { useSyncExternalStore } from 'react';

/**
 * What the address points at (`#id`), without the sign; empty on the server. The browser's own `:target` is not enough:
 * it misses a page that was opened without being loaded.
 */
export function useHashTarget(): string {
  return useSyncExternalStore(subscribe, currentTarget, () => '');
}

function subscribe(onChange: () => void) {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

function currentTarget(): string {
  const written = window.location.hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    // A lone % is no code; nothing here is called that.
    return written;
  }
}
