import { type RefObject, useEffect, useEffectEvent } from 'react';

/** What moves rests while it cannot be seen: in a page behind others, or scrolled away. @param rest called once it is so */
export function useRestUnseen(playing: boolean, place: RefObject<Element | null>, rest: () => void): void {
  const stop = useEffectEvent(rest);
  useEffect(() => {
    if (!playing) return;
    const whenHidden = () => {
      if (document.hidden) stop();
    };
    document.addEventListener('visibilitychange', whenHidden);
    const away = new IntersectionObserver(([entry]) => {
      if (entry && !entry.isIntersecting) stop();
    });
    if (place.current) away.observe(place.current);
    return () => {
      document.removeEventListener('visibilitychange', whenHidden);
      away.disconnect();
    };
  }, [playing, place]);
}
