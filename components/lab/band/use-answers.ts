import { useTranslations } from 'next-intl';
import { useLaneNames } from '@/components/charts/emulated';
import { useFigures } from '@/components/charts/format';
import { usePercentileWords } from '@/components/charts/percentile-words';
import { useRateWords } from '@/components/charts/rate-words';
import type { FirstLane } from '@/lib/measure/firsts';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { LaneSummary } from '@/lib/measure/summary';
import type { Answer } from './answers';

/** The three answers of a run in the words of its tables; none of a run with one lane, which is first in everything. */
export function useAnswers(): (figures: RunFigures) => readonly Answer[] {
  const t = useTranslations('comparison.firsts');
  const names = useLaneNames();
  const numbers = useFigures();
  const percentile = usePercentileWords();
  const rate = useRateWords();

  return ({ firsts: { first, work, least }, last: { summaries } }) => {
    const laneOf = (lane: FirstLane): LaneSummary | undefined => summaries.find(({ id }) => id === lane);
    const answer = (
      id: Answer['id'],
      lane: FirstLane,
      figureOf: (summary: LaneSummary) => string,
      bestTwo: readonly (string | null)[],
    ): Answer => {
      const summary = laneOf(lane);
      if (!summary) {
        const [value, next] = bestTwo;
        return {
          id,
          lane: null,
          none: t(lane === 'unclear' || lane === 'too-noisy' ? lane : 'unknown'),
          figure: value && next ? t(`${id}.value`, { value: t('next', { value, next }) }) : '',
        };
      }
      const { name, note } = names(summary.id);
      return {
        id,
        lane: { modeId: summary.modeId, name, emulated: note !== undefined },
        none: '',
        figure: t(`${id}.value`, { value: figureOf(summary) }),
      };
    };
    if (summaries.length < 2) return [];
    const both = (values: readonly (number | null)[], words: (value: number) => string) =>
      values.map((value) => (value === null ? null : words(value)));
    return [
      answer(
        'first',
        first.lane,
        ({ latency }) => percentile.withInterval(latency.p50),
        both([first.medianMs, first.nextMs], numbers.duration),
      ),
      answer(
        'work',
        work.lane,
        (summary) => rate(summary.itemsPerComputeSecond, summary.computeRateInterval),
        both([work.perComputeSecond, work.nextPerComputeSecond], numbers.rate),
      ),
      answer(
        'least',
        least.lane,
        () => numbers.cpuSeconds(least.cpuSecondsPer1000 ?? 0),
        both([least.cpuSecondsPer1000, least.nextCpuSecondsPer1000], numbers.cpuSeconds),
      ),
    ];
  };
}
