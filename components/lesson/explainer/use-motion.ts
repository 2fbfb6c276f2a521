import { useReducedMotion } from '@mantine/hooks';
import { type RefObject, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useRestUnseen } from '@/components/kit/use-rest-unseen';
import { momentsOf, stepFrom } from '@/lib/lesson/explainer/moments';
import type { Trace } from '@/lib/lesson/explainer/trace';

/** Who has watched so long, or gone so many steps, has seen it. */
const SEEN_MS = 10_000;
const SEEN_STEPS = 10;

export interface Player {
  readonly atMs: number;
  readonly playing: boolean;
  readonly speed: number;
  /** Whether anything was pressed yet: until then nothing is announced. */
  readonly touched: boolean;
  toggle(): void;
  step(direction: 1 | -1): void;
  seek(ms: number): void;
  setSpeed(speed: number): void;
}

interface Playhead {
  /** The trace it belongs to: another is not played from the middle. */
  readonly of: Trace;
  readonly atMs: number;
  readonly playing: boolean;
}

/**
 * Plays a trace on one clock; starts at rest, and rests while it cannot be seen.
 * @param firstMs the moment shown before anything is pressed; played, it begins at 0
 * @param firstSpeed ms of the trace in a ms, until another is chosen
 * @param onSeen called when somebody has seen enough of it, or played it to its end
 */
export function useMotion(
  trace: Trace,
  firstMs: number,
  firstSpeed: number,
  place: RefObject<HTMLElement | null>,
  onSeen: () => void,
): Player {
  // Nothing moves by itself for who asked for that.
  const still = useReducedMotion() === true;
  const [head, setHead] = useState<Playhead | null>(null);
  const [speed, setSpeed] = useState<{ readonly of: number; readonly value: number } | null>(null);
  const watched = useRef({ ms: 0, steps: 0 });
  const seen = useEffectEvent(onSeen);
  const moments = useMemo(() => momentsOf(trace), [trace]);
  const { spanMs } = trace;
  const own = head?.of === trace ? head : null;
  const atMs = own?.atMs ?? firstMs;
  const playing = own?.playing === true && !still;
  const factor = speed?.of === firstSpeed ? speed.value : firstSpeed;

  const move = useCallback(
    (change: (before: Playhead) => Partial<Playhead>) =>
      setHead((before) => {
        const now = before?.of === trace ? before : { of: trace, atMs: firstMs, playing: false };
        return { ...now, ...change(now) };
      }),
    [trace, firstMs],
  );

  useEffect(() => {
    if (!playing) return;
    let lastMs: number | null = null;
    let frame = requestAnimationFrame(function tick(nowMs) {
      const passedMs = lastMs === null ? 0 : Math.min(nowMs - lastMs, 250);
      lastMs = nowMs;
      const before = watched.current.ms;
      watched.current.ms += passedMs;
      if (before < SEEN_MS && watched.current.ms >= SEEN_MS) seen();
      move((now) => {
        const next = Math.min(spanMs, now.atMs + passedMs * factor);
        return { atMs: next, playing: next < spanMs };
      });
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, factor, spanMs, move]);
  useRestUnseen(playing, place, () => move(() => ({ playing: false })));

  const wasPlaying = useRef(false);
  useEffect(() => {
    if (wasPlaying.current && !playing && atMs >= spanMs) seen();
    wasPlaying.current = playing;
  }, [playing, atMs, spanMs]);

  return {
    atMs,
    playing,
    speed: factor,
    touched: head !== null,
    toggle() {
      const fromStart = own === null || atMs >= spanMs;
      if (!still) move((now) => ({ playing: !now.playing, atMs: fromStart ? 0 : now.atMs }));
    },
    step(direction) {
      watched.current.steps++;
      if (watched.current.steps === SEEN_STEPS) onSeen();
      move((now) => ({ playing: false, atMs: stepFrom(moments, now.atMs, direction) }));
    },
    seek: (ms) => move(() => ({ playing: false, atMs: Math.min(spanMs, Math.max(0, ms)) })),
    setSpeed: (value) => setSpeed({ of: firstSpeed, value }),
  };
}
