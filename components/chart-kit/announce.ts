import { createContext, useContext, useEffect, useRef, useState } from 'react';

/** Where a chart puts what is being pointed at, for screen readers. */
export const AnnounceContext = createContext<(text: string) => void>(() => {});

/** Says `text` through the frame's live region; says nothing more once the component is gone. */
export function useAnnounce(text: string) {
  const announce = useContext(AnnounceContext);
  useEffect(() => {
    announce(text);
  }, [announce, text]);
  useEffect(() => () => announce(''), [announce]);
}

/** The latest value, but at most one change every `everyMs`; the last one always arrives. */
export function useThrottled(value: string, everyMs: number): string {
  const [shown, setShown] = useState('');
  const lastMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const waitMs = Math.max(0, lastMs.current + everyMs - performance.now());
    const handle = setTimeout(() => {
      lastMs.current = performance.now();
      setShown(value);
    }, waitMs);
    return () => clearTimeout(handle);
  }, [value, everyMs]);
  return shown;
}
