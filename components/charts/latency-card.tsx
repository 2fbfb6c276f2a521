import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { memo, useMemo, useState } from 'react';
import { distributionOf } from '@/lib/measure/distribution';
import { headlineOf } from '@/lib/measure/headlines';
import { PERCENTILE_IDS } from '@/lib/measure/percentile';
import { distributionTable } from '@/lib/measure/series';
import { type CardProps, hasAnswers } from './card';
import { ChartFrame } from './chart-frame';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { LatencyChart } from './latency-chart';
import { useOmissionWords } from './omission-words';
import { usePercentileWords } from './percentile-words';
import { useWords } from './use-words';

export const LatencyCard = memo(function LatencyCard({ figures, ...card }: CardProps) {
  const t = useTranslations('charts');
  const lanes = useLaneNames();
  const words = useWords();
  const numbers = useFigures();
  const percentile = usePercentileWords();
  const [both, setBoth] = useState(false);
  const summaries = figures.last.summaries;
  // The second curve may lie far from the first: the axis makes room for it only when it is there.
  const distribution = useMemo(() => {
    if (!both) return figures.distribution;
    return distributionOf(
      summaries.map(({ id, sorted }) => ({
        id,
        sortedMs: sorted.latencyMs,
        uncorrectedMs: sorted.uncorrectedMs,
      })),
    );
  }, [both, figures.distribution, summaries]);
  const omission = useOmissionWords(both ? summaries : []);
  const headline = headlineOf('latency', summaries);
  const sentences = summaries
    .filter(({ counts }) => counts.completed > 0)
    .map(({ id, latency: { p50, p90 } }) => {
      const lane = lanes(id).full;
      if (p50.state === 'locked') {
        return t('latency.summaryLocked', { lane, have: numbers.count(p50.have), need: numbers.count(p50.need) });
      }
      return t('latency.summary', {
        lane,
        p50: numbers.duration(p50.valueMs),
        p90: p90.state === 'earned' ? numbers.duration(p90.valueMs) : 'none',
      });
    });
  const hasData = distribution !== null && hasAnswers(summaries);
  return (
    <ChartFrame
      state={card.state}
      caption={card.caption}
      heightFor={() => card.heightPx}
      name="latency"
      title={headline ? words.headline(headline) : t('latency.title')}
      note={t('latency.note')}
      summary={[sentences.join(t('sentence.separator')), ...omission].join(' ')}
      hasData={hasData}
      twin={{
        head: [t('latency.percentile'), ...summaries.map(({ id }) => lanes(id).full)],
        rows: [
          ...PERCENTILE_IDS.map((id) => [
            t(`results.columns.${id}`),
            ...summaries.map(({ latency }) => percentile.withInterval(latency[id])),
          ]),
          ...(both ? PERCENTILE_IDS : []).map((id) => [
            t('latency.uncorrected.row', { percentile: t(`results.columns.${id}`) }),
            ...summaries.map(({ uncorrected }) => (uncorrected ? percentile.withInterval(uncorrected[id]) : t('none'))),
          ]),
        ],
      }}
      data={() =>
        distributionTable(
          distribution,
          summaries.map(({ id }) => id),
        )
      }
      control={
        <Switch
          className="row push-end target"
          label={t('latency.uncorrected.switch')}
          checked={both}
          disabled={!hasData}
          onChange={(event) => setBoth(event.currentTarget.checked)}
        />
      }
      foot={
        both && (
          <div className="projected grid gap-1 pad-above-3 tiny leading-calm" role="status">
            {omission.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
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
