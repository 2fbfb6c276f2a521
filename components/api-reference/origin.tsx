'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The address this page came from, so that an example can be pasted as it is. */
export function Origin() {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => 'http://localhost:3000',
  );
}
