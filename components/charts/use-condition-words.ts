import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { LaneConditions } from '@/lib/emulate/conditions';

/** What was added to a lane or taken from it on purpose, in a few words each; empty for a lane as it is. */
export function useConditionWords() {
  const t = useTranslations('emulation');
  const { tick } = useFigures();
  return ({ generator, network, slowdown, threads, stall }: LaneConditions): readonly string[] => [
    ...(network === 'loopback' ? [] : [t('badge.network', { network: t(`networks.${network}.short`) })]),
    ...(slowdown === 1 ? [] : [t('badge.slowdown', { factor: slowdown })]),
    ...(threads === null ? [] : [t('badge.threads', { threads })]),
    ...(generator === 'browser' ? [] : [t('badge.server')]),
    ...(stall ? [t('badge.stall', { time: tick(stall.forMs) })] : []),
  ];
}
