'use client';

import { useEffect, useRef, useState } from 'react';
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
  // What could not be read must not be written over.
  const unread = useRef(false);
  useEffect(() => {
    const read = () =>
      readNote(id).then(setWords, (thrown: unknown) => {
        unread.current = true;
        setProblem(reportOf(thrown, 'storage-failed').detail);
        setWords((before) => before ?? '');
      });
    void read();
    // Another tab may have written meanwhile.
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [id]);
  return {
    words,
    state,
    problem,
    write(next) {
      setWords(next);
      if (unread.current) {
        setState('refused');
        return;
      }
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
