import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { headlineOf } from '@/lib/measure/headlines';
import { throughputTable } from '@/lib/measure/series';
import { type CardProps, hasAnswers } from './card';
import { ChartFrame } from './chart-frame';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { useRateWords } from './rate-words';
import { ThroughputChart } from './throughput-chart';
import { useWords } from './use-words';

export const ThroughputCard = memo(function ThroughputCard({ figures, ...card }: CardProps) {
  const t = useTranslations('charts');
  const names = useLaneNames();
  const words = useWords();
  const numbers = useFigures();
  const summaries = figures.last.summaries;
  const throughput = figures.throughput;
  const { windows, windowMs } = throughput;
  const headline = headlineOf('throughput', summaries, throughput);
  const rateWords = useRateWords();
  const window = numbers.seconds(windowMs);
  const rates = summaries.flatMap(({ id, itemsPerSecond, throughputInterval }) =>
    itemsPerSecond !== null && throughputInterval
      ? [`${names(id).name} ${rateWords(itemsPerSecond, throughputInterval)}`]
      : [],
  );
  const lanes = summaries.filter(({ counts }) => counts.completed > 0);
  return (
    <ChartFrame
      state={card.state}
      caption={card.caption}
      heightFor={() => card.heightPx}
      name="throughput"
      title={headline ? words.headline(headline) : t('throughput.title')}
      note={
        rates.length > 0
          ? t('throughput.noteIntervals', { window, rates: rates.join(', ') })
          : t('throughput.note', { window })
      }
      summary={lanes
        .map(({ id, itemsPerSecond }) =>
          t('throughput.summary', {
            lane: names(id).full,
            rate: numbers.rate(itemsPerSecond ?? 0),
            peak: numbers.rate(Math.max(0, ...windows.map(({ perSecond }) => perSecond[id] ?? 0))),
          }),
        )
        .join(t('sentence.separator'))}
      hasData={windows.length > 0 && hasAnswers(summaries)}
      twin={{
        head: [t('throughput.window'), ...lanes.map(({ id }) => names(id).full)],
        rows: [
          [
            t('throughput.whole'),
            ...lanes.map(({ itemsPerSecond, throughputInterval }) => rateWords(itemsPerSecond, throughputInterval)),
          ],
          ...windows.map(({ fromMs, toMs, perSecond }) => [
            t('throughput.between', { from: numbers.seconds(fromMs), to: numbers.seconds(toMs) }),
            ...lanes.map(({ id }) => {
              const rate = perSecond[id];
              return rate === undefined ? t('none') : numbers.rate(rate);
            }),
          ]),
        ],
      }}
      data={() =>
        throughputTable(
          throughput,
          lanes.map(({ id }) => id),
        )
      }
    >
      {(widthPx) => (
        <ThroughputChart throughput={throughput} lanes={lanes} widthPx={widthPx} heightPx={card.heightPx} />
      )}
    </ChartFrame>
  );
});
