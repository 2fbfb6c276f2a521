'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { recordsAt, replaySource, spanOf, stepFrom } from './replay-cut';

export const REPLAY_SPEEDS = [0.1, 0.5, 1, 2, 10] as const;
export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

/** A run shown as it went. While it is not `active`, `records` are those given. */
export interface Replay {
  readonly active: boolean;
  readonly playing: boolean;
  /** Where the replay stands, ms from the start of the lanes; `spanMs` is their end. */
  readonly atMs: number;
  readonly spanMs: number;
  readonly speed: ReplaySpeed;
  /** Cut at `atMs`: lanes that were still at work have the status `running`. */
  readonly records: readonly LaneRecord[];
  /** Goes on, or starts from the beginning when it stands at the end. */
  play(): void;
  pause(): void;
  /** To the next answer or the one before, and pauses. */
  step(direction: 1 | -1): void;
  /** @param ms is kept within the run */
  seek(ms: number): void;
  setSpeed(speed: ReplaySpeed): void;
  /** Opens the replay at the start of the run, at rest. */
  open(): void;
  /** Back to the run as it ended. */
  stop(): void;
}

interface Playhead {
  /** The records it belongs to: another run is not replayed from the middle. */
  readonly of: readonly LaneRecord[];
  readonly atMs: number;
  readonly playing: boolean;
}

/** @param records of a run that is over; of another run than before, the replay ends */
export function useReplay(records: readonly LaneRecord[]): Replay {
  const [head, setHead] = useState<Playhead | null>(null);
  const [speed, setSpeed] = useState<ReplaySpeed>(1);
  const active = head !== null && head.of === records;
  const playing = active && head.playing;
  const atMs = active ? head.atMs : 0;
  const source = useMemo(() => (active ? replaySource(records) : null), [active, records]);
  const spanMs = useMemo(() => spanOf(records), [records]);

  const move = useCallback(
    (change: (before: Playhead) => Partial<Playhead>) =>
      setHead((before) => {
        const now = before?.of === records ? before : { of: records, atMs: 0, playing: false };
        return { ...now, ...change(now) };
      }),
    [records],
  );

  useEffect(() => {
    if (!playing) return;
    let lastMs = performance.now();
    let frame = requestAnimationFrame(function tick(nowMs) {
      const passedMs = Math.max(0, nowMs - lastMs) * speed;
      lastMs = nowMs;
      move((before) => {
        const next = Math.min(spanMs, before.atMs + passedMs);
        return { atMs: next, playing: next < spanMs };
      });
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, speed, spanMs, move]);

  const shown = useMemo(() => (source ? recordsAt(source, atMs) : records), [source, atMs, records]);

  return {
    active,
    playing,
    atMs,
    spanMs,
    speed,
    records: shown,
    play: () => move((before) => ({ playing: true, atMs: before.atMs >= spanMs ? 0 : before.atMs })),
    pause: () => move(() => ({ playing: false })),
    step: (direction) =>
      move((before) => ({ playing: false, atMs: stepFrom(source ?? replaySource(records), before.atMs, direction) })),
    seek: (ms) => move(() => ({ atMs: Math.min(spanMs, Math.max(0, ms)) })),
    setSpeed,
    open: () => move(() => ({ atMs: 0, playing: false })),
    stop: () => setHead(null),
  };
}
