import { useReducedMotion } from '@mantine/hooks';
import { type RefObject, useEffect, useState } from 'react';

export interface SceneClock {
  /** Where the scene stands, in its own unit. */
  readonly at: number;
  readonly playing: boolean;
  /** Whether anything was pressed yet: until then nothing is announced. */
  readonly touched: boolean;
  toggle(): void;
  /** Holds still at a moment. */
  goTo(at: number): void;
}

export interface SceneTime {
  /** Where it ends; there it stops, and begins anew when it is played again. */
  readonly end: number;
  /** The picture of the first moment, before anything is pressed. */
  readonly firstAt: number;
  /** Units of the scene in a second. */
  readonly perSecond: number;
}

/**
 * Moves a scene on while it plays; it starts at rest, rests when it cannot be seen, and stays at rest for who asked for
 * less motion.
 * @param place what must be seen of it: out of sight, or not shown at this depth, it rests
 */
export function useSceneClock({ end, firstAt, perSecond }: SceneTime, place: RefObject<Element | null>): SceneClock {
  const still = useReducedMotion();
  const [at, setAt] = useState(firstAt);
  const [wanted, setWanted] = useState(false);
  const [touched, setTouched] = useState(false);
  const ended = at >= end;
  const playing = wanted && !still && !ended;

  useEffect(() => {
    if (!playing) return;
    let lastMs: number | null = null;
    let handle = requestAnimationFrame(function move(nowMs) {
      // A page that was held up goes on where it was.
      const passedMs = lastMs === null ? 0 : Math.min(nowMs - lastMs, 100);
      lastMs = nowMs;
      setAt((before) => Math.min(end, before + (passedMs / 1000) * perSecond));
      handle = requestAnimationFrame(move);
    });
    return () => cancelAnimationFrame(handle);
  }, [playing, end, perSecond]);

  useEffect(() => {
    if (!playing) return;
    const whenHidden = () => {
      if (document.hidden) setWanted(false);
    };
    document.addEventListener('visibilitychange', whenHidden);
    const away = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting === false) setWanted(false);
    });
    if (place.current) away.observe(place.current);
    return () => {
      document.removeEventListener('visibilitychange', whenHidden);
      away.disconnect();
    };
  }, [playing, place]);

  return {
    at: Math.min(at, end),
    playing,
    touched,
    toggle() {
      setTouched(true);
      if (!playing && ended) setAt(0);
      setWanted(!playing);
    },
    goTo(moment) {
      setTouched(true);
      setWanted(false);
      setAt(moment);
    },
  };
}
