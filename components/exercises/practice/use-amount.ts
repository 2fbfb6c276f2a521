import { useFormatter, useTranslations } from 'next-intl';

/** A number with its unit, in words: `1,400 items per second`, `45%`. */
export function useAmount(): (value: number, unit: string) => string {
  const t = useTranslations('practice.explained');
  const format = useFormatter();
  return (value, unit) => {
    const words = format.number(value, { maximumSignificantDigits: 6 });
    return unit === '%' ? t('percent', { value: words }) : t('amount', { value: words, unit }).trim();
  };
}
