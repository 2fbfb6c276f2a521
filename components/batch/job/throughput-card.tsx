'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import { rateOf } from '@/lib/batch-page/job-rate';
import { jobThroughput, jobThroughputTable } from '@/lib/batch-page/job-throughput';
import { isOver } from '@/lib/wire/batch-system';
import type { JobDetail } from '@/lib/wire/job-schema';
import { chartStateOf } from './chunk-map-card';
import { ThroughputChart } from './throughput-chart';

/** How fast a job went over time. */
export function ThroughputCard({ job }: { job: JobDetail }) {
  const t = useTranslations('batch.job.throughput');
  const figures = useFigures();
  const heightPx = useChartHeight(250);
  const { chunkMap } = job;
  const throughput = useMemo(() => jobThroughput(chunkMap), [chunkMap]);
  const { windows, windowMs, rowsPerSecond, peak } = throughput;
  const words = {
    // The same figure as in the head of the job, where there is one for all of it.
    rate: figures.rate((isOver(job.state) ? rateOf(job) : null) ?? rowsPerSecond ?? 0),
    peak: figures.rate(peak),
    low: figures.rate(Math.min(...windows.map((window) => window.rowsPerSecond))),
    window: figures.tick(windowMs),
  };
  const hasData = rowsPerSecond !== null;
  return (
    <ChartFrame
      name="job-throughput"
      title={hasData ? t(isOver(job.state) ? 'titleOver' : 'title', words) : t('titleNone')}
      note={hasData ? t('note', words) : t('noteNone')}
      summary={hasData ? t('summary', words) : t('titleNone')}
      caption={job.id}
      state={chartStateOf(job)}
      hasData={hasData}
      placeholder={t('titleNone')}
      heightFor={() => heightPx}
      twin={{
        head: [t('table.window'), t('table.rate')],
        rows: windows.map((window) => [
          t('table.between', { from: figures.seconds(window.fromMs), to: figures.seconds(window.toMs) }),
          figures.rate(window.rowsPerSecond),
        ]),
      }}
      data={() => jobThroughputTable(throughput)}
    >
      {(widthPx) => <ThroughputChart throughput={throughput} widthPx={widthPx} heightPx={heightPx} />}
    </ChartFrame>
  );
}
