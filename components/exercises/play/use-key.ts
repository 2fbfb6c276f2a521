'use client';

import { useCallback, useEffect, useState } from 'react';
import { isExerciseId, loadExercise } from '@/lib/exercises/catalog';
import type { AnyExercise } from '@/lib/exercises/exercise';

interface KeyState {
  readonly exercise: AnyExercise | null;
  readonly failed: boolean;
  retry(): void;
}

/** The exercise with its key: fetched when the learner has committed, and not before. */
export function useKey(id: string, committed: boolean): KeyState {
  const [exercise, setExercise] = useState<AnyExercise | null>(null);
  const [failed, setFailed] = useState(false);
  const fetchIt = useCallback(async () => {
    setFailed(false);
    try {
      if (isExerciseId(id)) setExercise(await loadExercise(id));
    } catch {
      setFailed(true);
    }
  }, [id]);
  useEffect(() => {
    if (committed) void fetchIt();
  }, [committed, fetchIt]);
  return { exercise, failed, retry: fetchIt };
}
