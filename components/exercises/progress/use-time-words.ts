import { useFormatter } from 'next-intl';
import { useMemo } from 'react';

export interface TimeWords {
  /** IANA name of the reader's own clock. */
  readonly timeZone: string;
  /** Monday, 23 November 2026 */
  day(atMs: number): string;
  /** 14:05 */
  time(atMs: number): string;
  /** 23 Nov */
  shortDay(atMs: number): string;
  /** 23 Nov 2026, 14:05 */
  moment(atMs: number): string;
}

/** Instants in words, by the reader's own clock: for what only the browser draws. */
export function useTimeWords(): TimeWords {
  const format = useFormatter();
  return useMemo(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return {
      timeZone,
      day: (atMs) => format.dateTime(atMs, { dateStyle: 'full', timeZone }),
      time: (atMs) => format.dateTime(atMs, { timeStyle: 'short', timeZone }),
      shortDay: (atMs) => format.dateTime(atMs, { day: 'numeric', month: 'short', timeZone }),
      moment: (atMs) => format.dateTime(atMs, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
    };
  }, [format]);
}
