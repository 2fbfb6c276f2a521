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
    return writtenTogether(follow, lane, () => {
      if (ref.current) latest.current(ref.current);
    });
  }, [follow, lane, live]);
  return ref;
}

/** What is written of a lane that is at work. */
interface Texts {
  readonly writers: Set<() => void>;
  readonly stop: () => void;
}

const followed = new WeakMap<RunStore['follow'], Map<LaneId, Texts>>();

/** All texts of a lane are written in one go. @returns takes this one out */
function writtenTogether(follow: RunStore['follow'], lane: LaneId, write: () => void): () => void {
  const lanes = followed.get(follow) ?? new Map<LaneId, Texts>();
  followed.set(follow, lanes);
  const texts = lanes.get(lane) ?? followLane(follow, lane);
  lanes.set(lane, texts);
  texts.writers.add(write);
  return () => {
    texts.writers.delete(write);
    if (texts.writers.size > 0) return;
    texts.stop();
    lanes.delete(lane);
  };
}

function followLane(follow: RunStore['follow'], lane: LaneId): Texts {
  const writers = new Set<() => void>();
  let nextMs = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const writeAll = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (document.hidden) return;
    const beganMs = performance.now();
    for (const write of writers) write();
    nextMs = Math.max(beganMs + EVERY_MS, beganMs + (performance.now() - beganMs) / MOST_SHARE);
  };
  const unfollow = follow((grown) => {
    if (grown !== lane) return;
    const leftMs = nextMs - performance.now();
    if (leftMs <= 0) writeAll();
    // What came last is written as well, where the lane is silent after it.
    else waiting ??= setTimeout(writeAll, leftMs + SILENT_MS);
  });
  return {
    writers,
    stop() {
      unfollow();
      clearTimeout(waiting);
    },
  };
}
