import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { endsByTime } from '@/lib/experiment/setup-limits';
import { LEAST_PASSES } from '@/lib/lab/studies/passes';
import { findModel } from '@/lib/model';
import { isTable } from '@/lib/model/features';
import { useModelWords } from './use-model-words';

/** The parts of a set-up as the sentence says them. */
export function useSetupWords(setup: ExperimentSetup) {
  const t = useTranslations('sentence.value');
  const format = useFormatter();
  const words = useModelWords();
  const { tick } = useFigures();
  const { study, pattern, loop, durationMs, stallMs, repeats } = setup;
  const hasRows = isTable(findModel(setup.modelId));
  const samples =
    durationMs === null || !endsByTime(setup) || study !== 'same-workload'
      ? t(hasRows ? 'rows' : 'samples', { count: setup.count })
      : t(hasRows ? 'rowsFor' : 'samplesFor', { time: tick(durationMs) });
  const arrivals =
    loop === 'closed'
      ? t('closed', { users: setup.users })
      : pattern === 'trace'
        ? t('trace', { gaps: setup.traceMs.length })
        : t(pattern, { rate: format.number(setup.perSecond) });
  return {
    model: t('model', { model: words.model(setup.modelId), version: words.version(setup.versionId) }),
    samples: setup.floor === 'full' ? t('full', { value: samples }) : samples,
    arrivals:
      stallMs > 0 && !(loop === 'open' && pattern === 'at-once')
        ? t('stall', { value: arrivals, time: tick(stallMs) })
        : arrivals,
    order:
      study === 'cold-start'
        ? t('fresh', { repeats: Math.max(LEAST_PASSES, repeats) })
        : repeats === 1
          ? t(setup.order)
          : t('repeats', { value: t(setup.order), repeats }),
  };
}
