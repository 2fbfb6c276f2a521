'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import { type PilePoint, pileWindow } from '@/lib/batch-page/pile';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';
import { PileChart } from './pile-chart';

/** Rows that wait for a schedule, over the last minutes: the pile that grows and is taken away. */
export function PileCard({ schedule, pile }: { schedule: ScheduleInfo; pile: readonly PilePoint[] }) {
  const t = useTranslations('batch.schedules.pile');
  const figures = useFigures();
  const heightPx = useChartHeight(210);
  const now = usePageClock(500);
  const drawn = pileWindow(pile, Math.max(now, pile.at(-1)?.atMs ?? 0));
  const words = {
    now: figures.count(drawn.nowRows),
    peak: figures.count(drawn.peakRows),
    falls: drawn.falls,
    span: figures.seconds(Math.round(drawn.spanMs / 1000) * 1000),
  };
  const hasData = drawn.points.length > 1;
  return (
    <ChartFrame
      name={`pile-${schedule.id}`}
      title={!hasData ? t('titleNone') : drawn.falls > 0 ? t('titleFalls', words) : t('title', words)}
      note={t('note')}
      summary={t('summary', words)}
      caption={schedule.name}
      state="running"
      hasData={hasData}
      placeholder={t('titleNone')}
      heightFor={() => heightPx}
      twin={{
        head: [t('table.at'), t('table.rows')],
        rows: drawn.points.map(({ atMs, rows }) => [
          t('table.ago', { time: figures.seconds(Math.round((drawn.spanMs - atMs) / 100) * 100) }),
          figures.count(rows),
        ]),
      }}
      data={() => ({ columns: ['at_ms', 'rows_waiting'], rows: drawn.points.map(({ atMs, rows }) => [atMs, rows]) })}
    >
      {(widthPx) => <PileChart pile={drawn} widthPx={widthPx} heightPx={heightPx} />}
    </ChartFrame>
  );
}

/** The clock the piles are kept by; 0 until it is read. */
function usePageClock(everyMs: number): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    const handle = setInterval(() => {
      if (!document.hidden) setNow(performance.now());
    }, everyMs);
    return () => clearInterval(handle);
  }, [everyMs]);
  return now;
}
