'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { PROPOSED_RATES } from '@/lib/experiment/device-rate';
import styles from './device-rate-note.module.css';
import type { DeviceRate } from './use-device-rate';

/** What is known of the rate this device can keep: a line that is there from the start, so that nothing moves when it speaks. */
export function DeviceRateNote({ device, perSecond }: { readonly device: DeviceRate; readonly perSecond: number }) {
  const words = useDeviceRateWords(device, perSecond);
  return (
    <p className={`${styles.note} one-line soft small leading-calm`} role="status">
      {words}
    </p>
  );
}

function useDeviceRateWords({ proposal, state }: DeviceRate, perSecond: number): string {
  const t = useTranslations('sentence.deviceRate');
  const { rate } = useFigures();
  const usual = rate(PROPOSED_RATES[0]);
  if (state === 'off') return '';
  if (state !== 'known') return t(state, { rate: rate(perSecond) });
  if (!proposal?.because || proposal.perSecond !== perSecond) return '';
  return t(proposal.because, { rate: rate(perSecond), usual });
}
