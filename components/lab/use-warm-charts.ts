'use client';

import { useCallback, useEffect, useState } from 'react';

/** Whether to draw the hidden first chart now: once, when the page has nothing else to do. */
export function useWarmCharts(): { readonly warming: boolean; done(): void } {
  const [state, setState] = useState<'cold' | 'warming' | 'warm'>('cold');
  useEffect(() => {
    const begin = () => setState((before) => (before === 'cold' ? 'warming' : before));
    // Safari knows no idle callback.
    if (!('requestIdleCallback' in window)) {
      const handle = setTimeout(begin, 500);
      return () => clearTimeout(handle);
    }
    const handle = requestIdleCallback(begin);
    return () => cancelIdleCallback(handle);
  }, []);
  const done = useCallback(() => setState('warm'), []);
  return { warming: state === 'warming', done };
}
