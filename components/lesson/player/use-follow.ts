import { useEffect, useState } from 'react';

/** Keys that scroll a page. */
const SCROLLING = ['PageUp', 'PageDown', 'Home', 'End'];

interface Follow {
  /** Whether the page scrolls along now. */
  readonly following: boolean;
  /** Scrolls along again, after the reader had scrolled away. */
  comeBack(): void;
}

/** Scrolling along stops as soon as the reader scrolls, until they ask for it again or choose a sentence. */
export function useFollow(wanted: boolean, playing: boolean): Follow {
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const leave = () => setAway(true);
    const onKey = ({ key }: KeyboardEvent) => {
      if (SCROLLING.includes(key)) leave();
    };
    const options = { passive: true };
    window.addEventListener('wheel', leave, options);
    window.addEventListener('touchmove', leave, options);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('wheel', leave);
      window.removeEventListener('touchmove', leave);
      window.removeEventListener('keydown', onKey);
    };
  }, [playing]);
  return { following: wanted && !away, comeBack: () => setAway(false) };
}
