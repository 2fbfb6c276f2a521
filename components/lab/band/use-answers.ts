import { useFormatter, useTranslations } from 'next-intl';
import { useLaneNames } from '@/components/charts/emulated';
import { useFigures } from '@/components/charts/format';
import { usePercentileWords } from '@/components/charts/percentile-words';
import { useRateWords } from '@/components/charts/rate-words';
import type { FirstLane, Firsts } from '@/lib/measure/firsts';
import type { LaneId } from '@/lib/measure/lane-record';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { LaneSummary } from '@/lib/measure/summary';
import type { Answer } from './answers';

type Ranked = Pick<Firsts['first'], 'lane' | 'ranked'>;

/** The three answers of a run in the words of its tables; none of a run with one lane, which is first in everything. */
export function useAnswers(): (figures: RunFigures) => readonly Answer[] {
  const t = useTranslations('comparison.firsts');
  const format = useFormatter();
  const names = useLaneNames();
  const numbers = useFigures();
  const percentile = usePercentileWords();
  const rate = useRateWords();

  return ({ firsts: { first, work, least }, last: { summaries } }) => {
    const laneOf = (lane: FirstLane): LaneSummary | undefined => summaries.find(({ id }) => id === lane);
    const listOf = (lanes: readonly LaneId[]) => format.list(lanes.map((lane) => names(lane).inSentence));
    const answer = (
      id: Answer['id'],
      { lane, ranked }: Ranked,
      figureOf: (summary: LaneSummary) => string,
      bestTwo: readonly (string | null)[],
    ): Answer => {
      // Who is left out is not behind: the words say who was compared.
      const among = (value: string) =>
        ranked.length < summaries.length ? t('among', { value, lanes: listOf(ranked) }) : value;
      const summary = laneOf(lane);
      if (!summary) {
        const [value, next] = bestTwo;
        const [best, other] = ranked;
        const known = value && next && best !== undefined && other !== undefined;
        const two = known && { best: names(best).inSentence, value, other: names(other).inSentence, next };
        return {
          id,
          lane: null,
          none: t(lane === 'unclear' || lane === 'too-noisy' ? lane : 'unknown'),
          figure: two ? t(`${id}.value`, { value: t('two', two) }) : '',
        };
      }
      const { name, note } = names(summary.id);
      return {
        id,
        lane: { modeId: summary.modeId, name, emulated: note !== undefined },
        none: '',
        figure: among(t(`${id}.value`, { value: figureOf(summary) })),
      };
    };
    if (summaries.length < 2) return [];
    const both = (values: readonly (number | null)[], words: (value: number) => string) =>
      values.map((value) => (value === null ? null : words(value)));
    return [
      answer(
        'first',
        first,
        ({ latency }) => percentile.withInterval(latency.p50),
        both([first.medianMs, first.nextMs], numbers.duration),
      ),
      answer(
        'work',
        work,
        (summary) => rate(summary.itemsPerComputeSecond, summary.computeRateInterval),
        both([work.perComputeSecond, work.nextPerComputeSecond], numbers.rate),
      ),
      answer(
        'least',
        least,
        () => numbers.cpuSeconds(least.cpuSecondsPer1000 ?? 0),
        both([least.cpuSecondsPer1000, least.nextCpuSecondsPer1000], numbers.cpuSeconds),
      ),
    ];
  };
}
