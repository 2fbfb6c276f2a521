'use client';

import { useEffect, useState } from 'react';

export interface CronWords {
  /** `null` until they are known, and for what is no cron line. */
  readonly text: string | null;
  readonly problem: boolean;
}

/** A cron line in words. They take a library, which is fetched when there is a line to read. */
export function useCronWords(cron: string | null): CronWords {
  const [words, setWords] = useState<CronWords & { readonly of: string | null }>({
    text: null,
    problem: false,
    of: null,
  });
  useEffect(() => {
    if (cron === null) return;
    let wanted = true;
    import('cronstrue').then(
      ({ toString: inWords }) => {
        if (wanted) setWords({ ...read(inWords, cron), of: cron });
      },
      // Offline: the line itself has to do.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [cron]);
  return words.of === cron ? words : { text: null, problem: false };
}

function read(inWords: (cron: string, options: object) => string, cron: string): CronWords {
  try {
    return { text: inWords(cron, { use24HourTimeFormat: true, verbose: true }), problem: false };
  } catch {
    return { text: null, problem: true };
  }
}
