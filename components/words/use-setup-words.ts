import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { type ExperimentSetup, wholeOf } from '@/lib/experiment/setup';
import { endsByTime } from '@/lib/experiment/setup-limits';
import { LEAST_PASSES } from '@/lib/lab/studies/passes';
import { findModel } from '@/lib/model';
import { isTable } from '@/lib/model/manifest';
import { useModelWords } from './use-model-words';

/** The parts of a set-up as the sentence says them; a part that plays no role in its study stands in no sentence. */
export function useSetupWords(setup: ExperimentSetup) {
  const t = useTranslations('sentence.value');
  const format = useFormatter();
  const words = useModelWords();
  const { tick } = useFigures();
  const whole = wholeOf(setup);
  const { pattern, loop, durationMs, stallMs, repeats, study } = whole;
  const hasRows = isTable(findModel(setup.modelId));
  const samples =
    durationMs === null || !endsByTime(whole) || study !== 'same-workload'
      ? t(hasRows ? 'rows' : 'samples', { count: whole.count })
      : t(hasRows ? 'rowsFor' : 'samplesFor', { time: tick(durationMs) });
  const arrivals =
    loop === 'closed'
      ? t('closed', { users: whole.users })
      : pattern === 'trace'
        ? t('trace', { gaps: whole.traceMs.length })
        : t(pattern, { rate: format.number(whole.perSecond) });
  return {
    model: t('model', { model: words.model(setup.modelId), version: words.version(setup.versionId) }),
    samples: whole.floor === 'full' ? t('full', { value: samples }) : samples,
    arrivals:
      stallMs > 0 && !(loop === 'open' && pattern === 'at-once')
        ? t('stall', { value: arrivals, time: tick(stallMs) })
        : arrivals,
    order:
      study === 'cold-start'
        ? t('fresh', { repeats: Math.max(LEAST_PASSES, repeats) })
        : repeats === 1
          ? t(whole.order)
          : t('repeats', { value: t(whole.order), repeats }),
    limit: tick(whole.limitMs),
    sweep: t(`sweep.${whole.sweep}`),
    sweepLane: whole.sweepLane,
  };
}
