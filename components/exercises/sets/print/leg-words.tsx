import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useConditionWords } from '@/components/charts/use-condition-words';
import { SceneTable } from '@/components/exercises/scenes/scene-table';
import { useSetupWords } from '@/components/words/use-setup-words';
import { isSimulated, type Leg, type MeasuredLeg } from '@/lib/exercises/leg';
import { conditionsOf, lanesOf, setupWith } from '@/lib/experiment/setup';
import type { ModeId } from '@/lib/modes';

/** What a leg runs, as a plain sentence, or what it simulates. */
export function LegWords({ leg, seed }: { leg: Leg; seed: number | null }) {
  if (!isSimulated(leg)) return <RunWords leg={leg} seed={seed} />;
  return (
    <li>
      <strong>{leg.title}.</strong>
      <SceneTable leg={leg} />
    </li>
  );
}

/** The Lab's own sentence, without its controls. */
function RunWords({ leg, seed }: { leg: MeasuredLeg; seed: number | null }) {
  const t = useTranslations('sentence');
  const modes = useTranslations('modes');
  const print = useTranslations('sets.print');
  const format = useFormatter();
  const conditionWords = useConditionWords();
  const figures = useFigures();
  const setup = setupWith(seed === null ? leg.changes : { ...leg.changes, seed });
  const words = useSetupWords(setup);
  const lane = (id: ModeId) => () => {
    if (!lanesOf(setup).includes(id)) return t(`value.off.${id}`);
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
        limit: () => words.limit,
        sweep: () => words.sweep,
        sweepLane: () => modes(`${words.sweepLane}.name`),
      })}{' '}
      {leg.search && print('search', { limit: figures.duration(leg.search.limit), tries: leg.search.tries })}
    </li>
  );
}
