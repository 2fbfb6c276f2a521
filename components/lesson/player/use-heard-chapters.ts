import { useEffect, useState } from 'react';
import { onMark, readMarks } from '@/lib/learner/marks';
import { CHAPTER_IDS, type ChapterId } from '@/lib/lesson/outline';
import { markKey } from '@/lib/lesson/progress';

/** The chapters that were heard on this device; none where it keeps nothing. */
export function useHeardChapters(): ReadonlySet<ChapterId> {
  const [heard, setHeard] = useState<ReadonlySet<ChapterId>>(new Set());
  useEffect(() => {
    let gone = false;
    const read = () =>
      void readMarks()
        .then((marks) => {
          const ids = CHAPTER_IDS.filter((piece) => marks.has(markKey({ kind: 'heard', piece })));
          if (!gone) setHeard(new Set(ids));
        })
        .catch(() => {});
    read();
    const stop = onMark(read);
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return heard;
}
