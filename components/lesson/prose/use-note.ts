'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { reportOf } from '@/lib/errors';
import { readNote, writeNote } from '@/lib/learner/notes';

interface Note {
  /** `null` until it is read. */
  readonly words: string | null;
  write(words: string): void;
  /** Why it cannot be kept, in words. */
  readonly problem: string | null;
}

/** So long after the last key, what was written is kept. */
const PAUSE_MS = 400;

/** What the learner wrote in answer to a prompt of the lesson, kept on this device. */
export function useNote(id: string): Note {
  const [words, setWords] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const unsaved = useRef<{ words: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const save = useCallback(() => {
    if (!unsaved.current) return;
    clearTimeout(unsaved.current.timer);
    const { words } = unsaved.current;
    unsaved.current = null;
    writeNote(id, words).then(
      () => setProblem(null),
      (thrown: unknown) => setProblem(reportOf(thrown, 'storage-failed').detail),
    );
  }, [id]);

  useEffect(() => {
    readNote(id).then(setWords, () => setWords(''));
    // A page that is left keeps what was just typed.
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [id, save]);

  const write = useCallback(
    (next: string) => {
      setWords(next);
      if (unsaved.current) clearTimeout(unsaved.current.timer);
      unsaved.current = { words: next, timer: setTimeout(save, PAUSE_MS) };
    },
    [save],
  );
  return { words, write, problem };
}
