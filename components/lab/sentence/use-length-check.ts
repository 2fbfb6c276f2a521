import { useTranslations } from 'next-intl';
import { type ExperimentSetup, wholeOf } from '@/lib/experiment/setup';
import { endsByTime, itemsOf, mostItems, mostOf, SETUP_LIMITS, scheduleMs } from '@/lib/experiment/setup-limits';

/** Says in words why a set-up would take too long, or `null`. */
export function useLengthCheck() {
  const t = useTranslations('sentence.invalid');
  return (setup: ExperimentSetup): string | null => {
    const whole = wholeOf(setup);
    const items = itemsOf(whole);
    if (items > mostOf(whole)) {
      const most = mostItems(whole);
      return endsByTime(whole)
        ? t('arrivals', { count: Math.round(items), most })
        : t('repeated', { repeats: whole.repeats, most });
    }
    const lengthMs = scheduleMs(whole);
    if (lengthMs <= SETUP_LIMITS.scheduleMs) return null;
    return t('length', { minutes: Math.round(lengthMs / 60_000), most: SETUP_LIMITS.scheduleMs / 60_000 });
  };
}
