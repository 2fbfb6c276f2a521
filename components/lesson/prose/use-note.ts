'use client';

import { useEffect, useState } from 'react';
import { reportOf } from '@/lib/errors';
import { readNote, writeNote } from '@/lib/learner/notes';

interface Note {
  /** `null` until it is read. */
  readonly words: string | null;
  write(words: string): void;
  readonly state: 'unchanged' | 'keeping' | 'kept' | 'refused';
  /** Why it was refused, in words. */
  readonly problem: string;
}

/** What the learner wrote in answer to a prompt of the lesson, kept on this device with every key. */
export function useNote(id: string): Note {
  const [words, setWords] = useState<string | null>(null);
  const [state, setState] = useState<Note['state']>('unchanged');
  const [problem, setProblem] = useState('');
  useEffect(() => {
    readNote(id).then(setWords, () => setWords(''));
  }, [id]);
  return {
    words,
    state,
    problem,
    write(next) {
      setWords(next);
      setState('keeping');
      writeNote(id, next).then(
        () => setState('kept'),
        (thrown: unknown) => {
          setState('refused');
          setProblem(reportOf(thrown, 'storage-failed').detail);
        },
      );
    },
  };
}
