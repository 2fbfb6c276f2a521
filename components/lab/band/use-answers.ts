import { useFormatter, useTranslations } from 'next-intl';
import { useLaneNames } from '@/components/charts/emulated';
import { useFigures } from '@/components/charts/format';
import { usePercentileWords } from '@/components/charts/percentile-words';
import { useRateWords } from '@/components/charts/rate-words';
import type { Firsts } from '@/lib/measure/firsts';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { LaneSummary } from '@/lib/measure/summary';
import type { Answer } from './answers';

/** The three answers of a run in the words of its tables; none of a run with one lane, which is first in everything. */
export function useAnswers(): (figures: RunFigures) => readonly Answer[] {
  const t = useTranslations('comparison.firsts');
  const format = useFormatter();
  const names = useLaneNames();
  const numbers = useFigures();
  const percentile = usePercentileWords();
  const rate = useRateWords();

  /**
   * @param figureOf the figure of the lane that is first, with its interval where it has one
   * @param plain a figure beside others
   */
  const answer = (
    id: Answer['id'],
    { lane, ranked, contenders }: Firsts['first'],
    figureOf: (summary: LaneSummary, value: number) => string,
    plain: (value: number) => string,
    lanes: number,
  ): Answer => {
    const first = ranked.find(({ summary }) => summary.id === lane);
    if (!first) {
      // Those that cannot be told from the best, and no other: a lane that is behind is none of them.
      const open = contenders.map(({ summary, value }) =>
        t('one', { lane: names(summary.id).inSentence, value: plain(value) }),
      );
      return {
        id,
        lane: null,
        none: t(lane === 'unclear' || lane === 'too-noisy' ? lane : 'unknown'),
        figure: open.length > 1 ? t(`${id}.value`, { value: format.list(open, { type: 'unit' }) }) : '',
      };
    }
    const { name, note } = names(first.summary.id);
    const value = t(`${id}.value`, { value: figureOf(first.summary, first.value) });
    // Who is left out is not behind: the words say who was compared.
    const compared = ranked.map(({ summary }) => names(summary.id).inSentence);
    return {
      id,
      lane: { modeId: first.summary.modeId, name, emulated: note !== undefined },
      none: '',
      figure: compared.length < lanes ? t('among', { value, lanes: format.list(compared) }) : value,
    };
  };

  return ({ firsts: { first, work, least }, last: { summaries } }) => {
    if (summaries.length < 2) return [];
    const lanes = summaries.length;
    return [
      answer('first', first, ({ latency }) => percentile.withInterval(latency.p50), numbers.duration, lanes),
      answer(
        'work',
        work,
        (summary) => rate(summary.itemsPerComputeSecond, summary.computeRateInterval),
        numbers.rate,
        lanes,
      ),
      answer('least', least, (_, value) => numbers.cpuSeconds(value), numbers.cpuSeconds, lanes),
    ];
  };
}
