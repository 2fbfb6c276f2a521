import { useElementSize } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import type { RepeatSpread } from '@/lib/measure/repeats';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { RepeatStrip } from './repeat-strip';
import { LaneHeading, TableCard, WideTable } from './table-card';

/** The medians of every pass of a run, side by side. */
export const RepeatsCard = memo(function RepeatsCard({ repeats }: { repeats: readonly RepeatSpread[] }) {
  const t = useTranslations('comparison.repeats');
  const none = useTranslations('charts')('none');
  const names = useLaneNames();
  const figures = useFigures();
  const { textPx } = useChartText();
  const { ref, width } = useElementSize();
  const count = Math.max(0, ...repeats.map(({ medianMs }) => medianMs.length));
  const runs = Array.from({ length: count }, (_, index) => index);
  const orNone = (ms: number | null | undefined) => (typeof ms === 'number' ? figures.duration(ms) : none);
  const between = (low: number | null, high: number | null) =>
    low === null || high === null ? none : t('between', { low: figures.duration(low), high: figures.duration(high) });
  const summary = repeats
    .filter(({ lowest }) => lowest !== null)
    .map(({ id, lowest, highest }) =>
      t('summary', { lane: names(id).full, low: orNone(lowest), high: orNone(highest) }),
    )
    .join('; ');
  return (
    <TableCard name="repeats" title={t('title')} note={t('note', { count })}>
      <div
        ref={ref}
        role="img"
        aria-label={`${t('chart')}: ${summary}`}
        style={{ minBlockSize: textPx * (repeats.length * 2.8 + 2.5) }}
      >
        {width > 0 && <RepeatStrip title={t('chart')} repeats={repeats} widthPx={width} />}
      </div>
      <WideTable label={t('table')}>
        <thead>
          <tr>
            <th scope="col">{t('lane')}</th>
            {runs.map((index) => (
              <th key={index} scope="col">
                {t('run', { number: index + 1 })}
              </th>
            ))}
            <th scope="col">{t('spread')}</th>
            <th scope="col">{t('interval')}</th>
          </tr>
        </thead>
        <tbody>
          {repeats.map(({ id, modeId, medianMs, lowest, highest, interval }) => (
            <tr key={id}>
              <th scope="row">
                <LaneHeading lane={{ id, modeId }} />
              </th>
              {runs.map((index) => (
                <td key={index}>{orNone(medianMs[index])}</td>
              ))}
              <td>{between(lowest, highest)}</td>
              <td>{interval ? between(interval.low, interval.high) : t('few')}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </TableCard>
  );
});
