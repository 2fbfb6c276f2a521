import type { LaneId } from '../measure/lane-record';
import { IDLE, type RunState } from './run-state';

/**
 * Holds the state of the current run. Its listeners hear of what changes a handful of times in a run (a lane begins, ends,
 * fails), at most once a frame. What grows all the time, the logs of the lanes, they do not hear of: that goes to who follows
 * a lane, and never through the page.
 */
export interface RunStore {
  /** What listeners were last told: for drawing. */
  get(): RunState;
  /** The latest state, told or not: for deciding. */
  current(): RunState;
  update(change: (state: RunState) => RunState): void;
  subscribe(listener: () => void): () => void;
  /** Resolves once the latest state has been told and drawn, so that drawing it disturbs no measurement. */
  drawn(): Promise<void>;
  /** The log of a lane has grown, or its clock gone on. */
  grew(lane: LaneId): void;
  /** Follows the logs: called a few times a second while a lane runs, when that lane has time. */
  follow(listener: (lane: LaneId) => void): () => void;
}

/** @param schedule calls back before the next frame is drawn */
export function createRunStore(schedule: (callback: () => void) => void): RunStore {
  let current = IDLE;
  let shown = IDLE;
  let scheduled = false;
  const listeners = new Set<() => void>();
  const followers = new Set<(lane: LaneId) => void>();
  return {
    get: () => shown,
    current: () => current,
    update(change) {
      const next = change(current);
      if (next === current) return;
      current = next;
      if (scheduled) return;
      scheduled = true;
      schedule(() => {
        scheduled = false;
        shown = current;
        for (const listener of listeners) listener();
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async drawn() {
      const frame = () => new Promise<void>((resolve) => schedule(resolve));
      // The frame in which listeners are told, and the one after it, when that has been drawn.
      await frame();
      await frame();
    },
    grew(lane) {
      for (const follower of followers) follower(lane);
    },
    follow(listener) {
      followers.add(listener);
      return () => followers.delete(listener);
    },
  };
}
