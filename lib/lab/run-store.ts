import { IDLE, type RunState } from './run-state';

/** Holds the state of the current run; tells its listeners at most once a frame. */
export interface RunStore {
  /** What listeners were last told: for drawing. */
  get(): RunState;
  /** The latest state, told or not: for deciding. */
  current(): RunState;
  update(change: (state: RunState) => RunState): void;
  subscribe(listener: () => void): () => void;
}

/** @param schedule calls back before the next frame is drawn */
export function createRunStore(schedule: (callback: () => void) => void): RunStore {
  let current = IDLE;
  let shown = IDLE;
  let scheduled = false;
  const listeners = new Set<() => void>();
  return {
    get: () => shown,
    current: () => current,
    update(change) {
      current = change(current);
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
  };
}
