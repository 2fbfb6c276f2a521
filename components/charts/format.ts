import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';

/** Figures as words, in the reader's language. */
export interface Figures {
  /** 0.46 ms, 3.9 ms, 26 ms, 1.02 s, 2.5 min. @param ms 0 or more */
  duration(ms: number): string;
  /** A round duration on an axis: 0.1 ms, 1 s. */
  tick(ms: number): string;
  /** A time in a run: 0.25 s, 10 s. */
  seconds(ms: number): string;
  /** 310 B, 3.1 kB, 96 MB (powers of 1000). */
  bytes(bytes: number): string;
  /** Up to three significant digits: 24,100, 62.5. */
  rate(perSecond: number): string;
  /** Whole percents, tenths below 1 %. @param share 0..1 */
  share(share: number): string;
  /** Percents with one decimal, for accuracy. */
  accuracy(share: number): string;
  /** Two significant digits: 8.2, 17, 2,200. */
  ratio(factor: number): string;
  count(value: number): string;
  /** CPU-seconds, two significant digits. */
  cpuSeconds(seconds: number): string;
}

export function useFigures(): Figures {
  const format = useFormatter();
  const t = useTranslations('charts.units');
  return useMemo(() => {
    const digits = (value: number, most: number) => format.number(value, { maximumSignificantDigits: most });
    /** Keeps the zeros: 4.0 ms was measured to a tenth. */
    const measured = (value: number, count: number) =>
      format.number(value, { minimumSignificantDigits: count, maximumSignificantDigits: count });
    const whole = (value: number) => format.number(value, { maximumFractionDigits: 0 });
    const inUnits = (value: number, units: readonly ((text: string) => string)[]) => {
      let step = 0;
      let amount = value;
      // 999.5 would read "1,000": it is time for the next unit.
      while (amount >= 999.5 && step < units.length - 1) {
        amount /= 1000;
        step++;
      }
      return (units[step] ?? String)(step === 0 ? whole(amount) : amount < 100 ? digits(amount, 2) : whole(amount));
    };
    return {
      duration(ms) {
        if (ms >= 599_500) return t('minutes', { value: measured(ms / 60_000, 3) });
        if (ms >= 999.5) return t('seconds', { value: measured(ms / 1000, 3) });
        // No clock resolves less; what is left are rounding errors.
        if (ms < 0.0005) return t('milliseconds', { value: whole(0) });
        return t('milliseconds', { value: ms < 9.95 ? measured(ms, 2) : whole(ms) });
      },
      tick(ms) {
        if (ms >= 600_000) return t('minutes', { value: digits(ms / 60_000, 4) });
        return ms >= 1000 ? t('seconds', { value: digits(ms / 1000, 4) }) : t('milliseconds', { value: digits(ms, 3) });
      },
      seconds: (ms) => t('seconds', { value: digits(ms / 1000, 5) }),
      bytes: (bytes) =>
        inUnits(bytes, [
          (value) => t('bytes', { value }),
          (value) => t('kilobytes', { value }),
          (value) => t('megabytes', { value }),
          (value) => t('gigabytes', { value }),
        ]),
      rate: (perSecond) => digits(perSecond, 3),
      share: (share) =>
        format.number(share, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 }),
      accuracy: (share) =>
        format.number(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      // A hundred and more as in the tables: 105 times is not 110.
      ratio: (factor) => digits(factor, factor < 99.5 ? 2 : 3),
      count: (value) => whole(value),
      cpuSeconds: (seconds) => t('seconds', { value: digits(seconds, 2) }),
    };
  }, [format, t]);
}
