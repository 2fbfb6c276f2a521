'use client';

import { useTranslations } from 'next-intl';
import { axisFromZero } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useFigures } from '@/components/charts/format';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { PILE_SPAN_MS, type PileWindow } from '@/lib/batch-page/pile';
import { roundTicks } from '@/lib/chart/ticks';

interface PileChartProps {
  readonly pile: PileWindow;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Shorter than this the axis does not grow with every step. */
const LEAST_SPAN_MS = 30_000;

/** Rows that wait, as steps up to now, which stands at the end of the axis. */
export function PileChart({ pile, widthPx, heightPx }: PileChartProps) {
  const t = useTranslations('batch.schedules.pile');
  const figures = useFigures();
  const { textPx, strokePx } = useChartText();
  const spanMs = Math.min(PILE_SPAN_MS, Math.max(LEAST_SPAN_MS, pile.spanMs));
  const ticksMs = roundTicks(spanMs, Math.max(2, Math.floor(widthPx / (textPx * 7))), 'within');
  const { colour, washColour } = LANE_STYLE.batch;
  return (
    <CurveChart
      title={t('axis')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={pile.points.map(({ atMs, rows }) => ({ agoMs: atMs - pile.spanMs, rows }))}
      x={{
        of: 'agoMs',
        from: -spanMs,
        to: 0,
        cuts: true,
        ticks: ticksMs.map((ms) => -ms),
        words: (ms) => (ms === 0 ? t('now') : figures.seconds(ms)),
      }}
      y={axisFromZero(Math.max(10, pile.peakRows), 4, figures.count)}
      room={{ rightPx: textPx * 1.6 }}
      curves={[{ id: 'rows', of: 'rows', look: { as: 'steps', colour, wash: washColour, widthPx: strokePx } }]}
      pointed={({ agoMs, rows }) => ({
        title: t('table.ago', { time: figures.seconds(Math.round(-agoMs / 100) * 100) }),
        rows: [{ lane: 'batch', name: t('table.rows'), value: figures.count(rows) }],
      })}
    />
  );
}
