'use client';

import { useEffect, useState } from 'react';
import { onMark, readMarks } from '@/lib/learner/marks';
import type { Mark } from '@/lib/lesson/progress';

/** What was read, heard and recalled on this device, by `markKey`; `null` until it is known. */
export function useMarks(): ReadonlyMap<string, Mark> | null {
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark> | null>(null);
  useEffect(() => {
    let wanted = true;
    const read = () => {
      readMarks().then(
        (known) => wanted && setMarks(known),
        // A browser that keeps nothing has nothing to show.
        () => wanted && setMarks(new Map()),
      );
    };
    read();
    const stop = onMark(read);
    return () => {
      wanted = false;
      stop();
    };
  }, []);
  return marks;
}
