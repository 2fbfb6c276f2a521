'use client';

import { createContext, type RefObject, use, useEffect, useRef } from 'react';
import type { RunStore } from '@/lib/lab/run-store';
import type { LaneId } from '@/lib/measure/lane-record';

/** How the lanes of a run are followed past React; `null` where nothing runs. */
export const FollowContext = createContext<RunStore['follow'] | null>(null);

/** A figure is written at most so often: more nobody could read. ms */
const EVERY_MS = 500;
/** A lane that is at work is heard of more often than that. ms */
const SILENT_MS = 300;
/** Of the time, at most this share goes into working it out. */
const MOST_SHARE = 0.02;

/**
 * Brings an element up to date while its lane runs, without drawing anything anew: `write` is called at most twice a
 * second, and more rarely where it takes its time.
 * @param live the lane is at work
 */
export function useLive<Element extends HTMLElement>(
  lane: LaneId,
  live: boolean,
  write: (element: Element) => void,
): RefObject<Element | null> {
  const follow = use(FollowContext);
  const ref = useRef<Element>(null);
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
  });
  useEffect(() => {
    if (!live || !follow) return;
    let nextMs = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const bringUpToDate = () => {
      clearTimeout(waiting);
      waiting = undefined;
      if (!ref.current || document.hidden) return;
      const beganMs = performance.now();
      latest.current(ref.current);
      nextMs = Math.max(beganMs + EVERY_MS, beganMs + (performance.now() - beganMs) / MOST_SHARE);
    };
    const stop = follow((grown) => {
      if (grown !== lane) return;
      const leftMs = nextMs - performance.now();
      if (leftMs <= 0) bringUpToDate();
      // What came last is written as well, where the lane is silent after it. While it is not, all texts of a lane are written in one go.
      else waiting ??= setTimeout(bringUpToDate, leftMs + SILENT_MS);
    });
    return () => {
      stop();
      clearTimeout(waiting);
    };
  }, [follow, lane, live]);
  return ref;
}
