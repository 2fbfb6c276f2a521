'use client';

import { useEffect, useState } from 'react';

/** The time, ms since 1970, anew every `everyMs`; 0 until the page is in the browser. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    const tell = () => setNow(Date.now());
    tell();
    const handle = setInterval(tell, everyMs);
    return () => clearInterval(handle);
  }, [everyMs]);
  return now;
}
