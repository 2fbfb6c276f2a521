import { useFormatter } from 'next-intl';

/** A day in words, by the reader's own calendar and clock: for what only the browser draws. */
export function useDay(): (iso: string) => string {
  const format = useFormatter();
  return (iso) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return format.dateTime(new Date(iso), { day: 'numeric', month: 'long', timeZone });
  };
}
