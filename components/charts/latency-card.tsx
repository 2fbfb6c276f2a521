import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { headlineOf } from '@/lib/measure/headlines';
import { PERCENTILE_IDS } from '@/lib/measure/percentile';
import { distributionTable } from '@/lib/measure/series';
import { type CardProps, hasAnswers } from './card';
import { ChartFrame } from './chart-frame';
import type { LaneFigures } from './figure-parts';
import { useFigures } from './format';
import { LatencyChart } from './latency-chart';
import { usePercentileWords } from './percentile-words';
import { useWords } from './use-words';

export const LatencyCard = memo(function LatencyCard({
  figures,
  ...card
}: CardProps & { figures: LaneFigures['latency'] }) {
  const t = useTranslations('charts');
  const modes = useTranslations('modes');
  const words = useWords();
  const numbers = useFigures();
  const percentile = usePercentileWords();
  const { summaries, exact, distribution } = figures;
  const headline = exact ? headlineOf('latency', summaries) : null;
  const sentences = summaries
    .filter(({ counts }) => counts.completed > 0)
    .map(({ modeId, latency: { p50, p90 } }) => {
      const lane = modes(`${modeId}.name`);
      if (p50.state === 'locked') {
        return t('latency.summaryLocked', { lane, have: numbers.count(p50.have), need: numbers.count(p50.need) });
      }
      return t('latency.summary', {
        lane,
        p50: numbers.duration(p50.valueMs),
        p90: p90.state === 'earned' ? numbers.duration(p90.valueMs) : 'none',
      });
    });
  return (
    <ChartFrame
      {...card}
      heightFor={() => card.heightPx}
      name="latency"
      title={headline ? words.headline(headline) : t('latency.title')}
      note={t('latency.note')}
      summary={sentences.join(t('sentence.separator'))}
      hasData={distribution !== null && hasAnswers(summaries)}
      twin={{
        head: [t('latency.percentile'), ...summaries.map(({ modeId }) => modes(`${modeId}.name`))],
        rows: PERCENTILE_IDS.map((id) => [
          t(`results.columns.${id}`),
          ...summaries.map(({ latency }) => percentile.withInterval(latency[id])),
        ]),
      }}
      data={() =>
        distributionTable(
          distribution,
          summaries.map(({ modeId }) => modeId),
        )
      }
    >
      {(widthPx) =>
        distribution && (
          <LatencyChart distribution={distribution} summaries={summaries} widthPx={widthPx} heightPx={card.heightPx} />
        )
      }
    </ChartFrame>
  );
});
