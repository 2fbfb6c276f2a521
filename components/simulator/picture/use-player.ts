import { useReducedMotion } from '@mantine/hooks';
import { type RefObject, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Playing } from '@/components/kit/play-bar';
import { useRestUnseen } from '@/components/kit/use-rest-unseen';
import type { Film } from '@/lib/simulate/picture/film';
import { nextSpeed } from '@/lib/simulate/picture/speeds';
import { stepFrom } from '@/lib/simulate/picture/state';
import { createPlayhead, type Head, type Playhead } from './playhead';

export interface Player extends Playing {
  readonly playhead: Playhead;
  readonly speed: number;
  readonly touched: boolean;
  setSpeed(speed: number): void;
  changeSpeed(direction: 1 | -1): void;
}

const FRAMES = {
  request: (draw: (nowMs: number) => void) => requestAnimationFrame(draw),
  cancel: (frame: number) => {
    if (frame) cancelAnimationFrame(frame);
  },
};
const START: Omit<Head, 'speed' | 'atMs'> = { playing: false, touched: false };

/**
 * Plays films on one clock; starts at rest, and rests while it cannot be seen.
 * @param speed simulated seconds a second, until another is chosen
 */
export function usePlayer(
  films: readonly Film[],
  startMs: number,
  spanMs: number,
  speed: number,
  place: RefObject<Element | null>,
): Player {
  // Nothing moves by itself for who asked for that.
  const still = useReducedMotion() === true;
  const playhead = useMemo(() => createPlayhead(startMs, spanMs, speed, FRAMES), [startMs, spanMs, speed]);
  const start = useMemo(() => ({ ...START, atMs: startMs, speed }), [startMs, speed]);
  const head = useSyncExternalStore(playhead.onHead, playhead.head, () => start);
  useEffect(() => playhead.dispose, [playhead]);

  const { playing } = head;
  useRestUnseen(playing, place, () => playhead.move({ playing: false }));
  useEffect(() => {
    if (playing && still) playhead.move({ playing: false });
  }, [playing, still, playhead]);

  return {
    ...head,
    playhead,
    toggle() {
      if (still) return;
      const { now } = playhead;
      playhead.move({ playing: !now.playing, atMs: now.atMs >= spanMs ? startMs : now.atMs });
    },
    step(direction) {
      const atMs = stepFrom(films, playhead.now.atMs, direction);
      playhead.move({ playing: false, atMs: Math.min(spanMs, atMs) });
    },
    seek: (atMs) => playhead.move({ playing: false, atMs }),
    setSpeed: (chosen) => playhead.move({ speed: chosen }),
    changeSpeed: (direction) => playhead.move({ speed: nextSpeed(playhead.now.speed, direction) }),
  };
}
