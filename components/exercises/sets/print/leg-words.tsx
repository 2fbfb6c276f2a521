import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useSetupWords } from '@/components/lab/sentence/use-setup-words';
import { useConditionWords } from '@/components/marks/use-condition-words';
import type { Leg } from '@/lib/exercises/leg';
import { conditionsOf } from '@/lib/experiment/setup';
import { defaultSetup } from '@/lib/experiment/setup-url';
import type { ModeId } from '@/lib/modes';

/** What a leg runs, as a plain sentence: the Lab's own, without its controls. */
export function LegWords({ leg, seed }: { leg: Leg; seed: number | null }) {
  const t = useTranslations('sentence');
  const modes = useTranslations('modes');
  const print = useTranslations('sets.print');
  const format = useFormatter();
  const conditionWords = useConditionWords();
  const figures = useFigures();
  const { modelId, ...changes } = leg.changes;
  const setup = { ...defaultSetup(modelId), ...changes, ...(seed !== null && { seed }) };
  const words = useSetupWords(setup);
  const lane = (id: ModeId) => () => {
    if (!setup.lanes.includes(id)) return t(`value.off.${id}`);
    if (setup.study !== 'same-workload') return t(`value.bare.${id}`);
    const name = t(`value.${id}`, { interval: figures.tick(setup.intervalMs) });
    const conditions = conditionWords({ ...conditionsOf(setup, id), stall: null });
    return conditions.length === 0 ? name : t('value.conditions', { lane: name, conditions: conditions.join(', ') });
  };
  return (
    <li>
      <strong>{leg.title}.</strong>{' '}
      {t.rich(`texts.${setup.study}`, {
        model: () => words.model,
        samples: () => words.samples,
        arrivals: () =>
          leg.rateFrom
            ? print('rateLater', { share: format.number(leg.rateFrom.times, { style: 'percent' }) })
            : words.arrivals,
        batch: lane('batch'),
        online: lane('online'),
        edge: lane('edge'),
        order: () => words.order,
        limit: () => figures.tick(setup.limitMs),
        sweep: () => t(`value.sweep.${setup.sweep}`),
        sweepLane: () => modes(`${setup.sweepLane}.name`),
      })}{' '}
      {leg.search && print('search', { limit: figures.duration(leg.search.limit), tries: leg.search.tries })}
    </li>
  );
}
