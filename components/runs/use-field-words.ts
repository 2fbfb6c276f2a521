import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useModelWords } from '@/components/words/use-model-words';
import { type ExperimentSetup, wholeOf } from '@/lib/experiment/setup';
import { countsIn, type FieldId, type WholeSetup } from '@/lib/experiment/setup-fields';
import type { ModeId } from '@/lib/modes';

type WordsOf = { readonly [Id in FieldId]: (value: WholeSetup[Id]) => string };

/** One part of a set-up: its name, and its value in words. */
export function useFieldWords() {
  const t = useTranslations('runs.compare');
  const modes = useTranslations('modes');
  const networks = useTranslations('emulation.networks');
  const format = useFormatter();
  const model = useModelWords();
  const { tick, count, rate } = useFigures();
  const laneName = (id: ModeId) => modes(`${id}.name`);
  const orNone = (ms: number) => (ms === 0 ? t('values.none') : tick(ms));
  const words: WordsOf = {
    study: (value) => t(`values.study.${value}`),
    modelId: model.model,
    versionId: model.version,
    laneVersions: (value) =>
      (Object.entries(value) as [ModeId, string][])
        .map(([lane, version]) => t('values.ownVersion', { lane: laneName(lane), version: model.version(version) }))
        .join(', ') || t('values.none'),
    count,
    durationMs: (value) => (value === null ? t('values.byCount') : tick(value)),
    pattern: (value) => t(`values.pattern.${value}`),
    perSecond: rate,
    traceMs: (value) => (value.length === 0 ? t('values.none') : t('values.gaps', { count: value.length })),
    loop: (value) => t(`values.loop.${value}`),
    users: count,
    lanes: (value) => value.map(laneName).join(', '),
    intervalMs: tick,
    order: (value) => t(`values.order.${value}`),
    // A seed is a name, not an amount: no thousands.
    seed: (value) => format.number(value, { useGrouping: false }),
    repeats: count,
    floor: (value) => t(`values.floor.${value}`),
    generator: (value) => t(`values.generator.${value}`),
    network: (value) => networks(`${value}.name`),
    slowdown: (value) => t('values.times', { factor: value }),
    threads: (value) => (value === null ? t('values.any') : count(value)),
    stallMs: orNone,
    limitMs: tick,
    sweep: (value) => t(`values.sweep.${value}`),
    sweepLane: laneName,
  };
  return {
    name: (id: FieldId) => t(`fields.${id}`),
    value: <Id extends FieldId>(setup: ExperimentSetup, id: Id) =>
      countsIn(setup.study, id) ? words[id](wholeOf(setup)[id]) : t('values.absent'),
  };
}
