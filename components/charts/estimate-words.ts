import { useFormatter, useTranslations } from 'next-intl';

const JOULES_PER_WATT_HOUR = 3600;
/** Smaller sums are "under" this. USD */
const SMALLEST_USD = 0.000_01;

/** Estimated energy and money in words: two digits, more would pretend. */
export function useEstimateWords() {
  const t = useTranslations('estimates');
  const format = useFormatter();
  const two = (value: number) => format.number(value, { maximumSignificantDigits: 2 });
  const money = (usd: number) =>
    format.number(usd, { style: 'currency', currency: 'USD', minimumFractionDigits: 0, maximumSignificantDigits: 2 });
  return {
    /** In the unit that fits `largest`, the largest of the figures it stands among, so that they compare at a glance. */
    energy(joules: number | null, largest: number): string {
      if (joules === null) return t('none');
      if (largest < 1000) return t('joules', { value: two(joules) });
      const wattHours = joules / JOULES_PER_WATT_HOUR;
      if (largest < 1000 * JOULES_PER_WATT_HOUR) return t('wattHours', { value: two(wattHours) });
      return t('kilowattHours', { value: two(wattHours / 1000) });
    },
    money(usd: number | null): string {
      if (usd === null) return t('none');
      return usd > 0 && usd < SMALLEST_USD ? t('below', { value: money(SMALLEST_USD) }) : money(usd);
    },
  };
}

/** A number as it was entered, with nothing rounded off that matters. */
export function usePlainNumber() {
  const format = useFormatter();
  return (value: number) => format.number(value, { maximumSignificantDigits: 12 });
}
