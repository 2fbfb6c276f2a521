'use client';

import { useSyncExternalStore } from 'react';
import { onMark, readMarks } from '@/lib/learner/marks';
import type { Mark } from '@/lib/lesson/progress';

type Marks = ReadonlyMap<string, Mark>;

/** What was read, heard and recalled on this device, by `markKey`; `null` until it is known. */
export function useMarks(): Marks | null {
  return useSyncExternalStore(subscribe, () => marks, unknownYet);
}

let marks: Marks | null = null;
let stop = () => {};
const listeners = new Set<() => void>();
const unknownYet = () => null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    stop = onMark(() => void read());
    void read();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stop();
  };
}

async function read(): Promise<void> {
  // A browser that keeps nothing has nothing to show.
  marks = await readMarks().catch(() => new Map());
  for (const listener of listeners) listener();
}
