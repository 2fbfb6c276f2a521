import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useConditionWords } from '@/components/charts/use-condition-words';
import { useModelWords } from '@/components/words/use-model-words';
import { useSetupWords } from '@/components/words/use-setup-words';
import { conditionsOf, type RunSetup } from '@/lib/experiment/setup';

/** A set-up as one line of words. */
export function useSetupLine(setup: RunSetup): string {
  const t = useTranslations('sentence.value');
  const list = useTranslations('runs.list');
  const format = useFormatter();
  const { model, samples, arrivals, order } = useSetupWords(setup);
  const words = useModelWords();
  const conditions = useConditionWords();
  const { tick } = useFigures();
  const lanes = setup.lanes.map((modeId) => {
    const own = setup.laneVersions[modeId];
    const apart = [
      ...(own === undefined ? [] : [words.version(own)]),
      // A stall is said with the arrivals.
      ...conditions({ ...conditionsOf(setup, modeId), stall: null }),
    ];
    const lane = t(modeId, { interval: tick(setup.intervalMs) });
    return apart.length === 0 ? lane : t('conditions', { lane, conditions: apart.join(', ') });
  });
  // A seed is a name, not an amount: no thousands.
  const seed = list('seed', { seed: format.number(setup.seed, { useGrouping: false }) });
  return [model, samples, arrivals, ...lanes, order, seed].join(' · ');
}

/** When a run was made, in the reader's own time. */
export function useMoment(): (startedAt: string) => string {
  const format = useFormatter();
  return (startedAt) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return format.dateTime(new Date(startedAt), { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  };
}
