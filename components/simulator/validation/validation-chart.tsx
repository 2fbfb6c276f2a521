import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { axisFromZero } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { lineOf } from '../over-time-chart';
import { useSimFigures } from '../use-sim-words';
import type { ChartedFigure, ComparedLoad } from './compared';

interface ValidationChartProps {
  readonly figure: ChartedFigure;
  readonly lane: 'online' | 'edge';
  readonly rows: readonly ComparedLoad[];
  readonly widthPx: number;
  readonly heightPx: number;
}

const SHARES = [0, 0.25, 0.5, 0.75, 1];
const TICKS = 5;

/** Latency over load: what was predicted as a line in its band, what a formula says in dashes, what was measured as marks. */
export const ValidationChart = memo(function ValidationChart({ figure, lane, rows, ...size }: ValidationChartProps) {
  const t = useTranslations('simulator.validation');
  const figures = useSimFigures();
  const { textPx, strokePx } = useChartText();
  const { colour, textColour } = LANE_STYLE[lane];
  const most = Math.max(
    ...rows.flatMap(({ simulated, measured, theoryMs }) => [
      simulated?.[figure].high ?? 0,
      measured?.[figure] ?? 0,
      figure === 'meanMs' ? (theoryMs ?? 0) : 0,
    ]),
  );
  const markPx = strokePx * 2.4;
  return (
    <CurveChart
      title={t(`charts.${figure}`)}
      {...size}
      rows={rows}
      x={{ from: 0, to: 1, ticks: SHARES, words: figures.share, of: 'share', name: t('charts.load') }}
      y={axisFromZero(most, TICKS, figures.time)}
      room={{ rightPx: textPx * 2 }}
      curves={[
        {
          id: 'band',
          of: ({ simulated }) => simulated && [simulated[figure].low, simulated[figure].high],
          look: { as: 'band', colour, opacity: 0.22 },
        },
        {
          id: 'simulated',
          // Where the model is poor, its band is all that is drawn.
          of: ({ simulated, isPoor }) => (isPoor ? undefined : simulated?.[figure].value),
          look: { as: 'line', ...lineOf(lane, strokePx) },
        },
        ...(figure === 'meanMs'
          ? [
              {
                id: 'theory',
                of: ({ theoryMs }: ComparedLoad) => theoryMs,
                look: { as: 'line', colour: 'var(--soft)', widthPx: strokePx, dash: '2 5', cap: 'round' },
              } as const,
            ]
          : []),
        {
          id: 'measured',
          of: ({ measured }) => measured?.[figure],
          look: {
            as: 'marks',
            mark: ({ isValid, isOwn }) => (
              <circle
                r={markPx}
                fill={isValid ? (isOwn ? 'var(--card)' : textColour) : 'var(--card)'}
                stroke={textColour}
                strokeWidth={strokePx}
                strokeDasharray={isValid ? undefined : '2 2'}
              />
            ),
          },
        },
      ]}
      grid="both"
      pointed={(row) => ({
        title: t('charts.at', { share: figures.share(row.share), rate: figures.rate(row.perSecond) }),
        rows: [
          ...(row.simulated ? [{ lane, name: t('simulated'), value: figures.time(row.simulated[figure].value) }] : []),
          ...(row.measured ? [{ lane, name: t('measured'), value: figures.time(row.measured[figure]) }] : []),
          ...(figure === 'meanMs' && row.theoryMs !== null
            ? [{ lane, name: t('theory'), value: figures.time(row.theoryMs) }]
            : []),
        ],
      })}
    />
  );
});
