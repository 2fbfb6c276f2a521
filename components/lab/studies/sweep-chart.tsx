import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { axisFromZero, logAxisOf } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { lineDown, Marks, type Plot } from '@/components/chart-kit/plot';
import { LaneSign } from '@/components/chart-kit/shapes';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { sizeOfWords, Words } from '@/components/chart-kit/words';
import { useFigures } from '@/components/charts/format';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { placeNames } from '@/lib/chart/labels';
import { logTicks } from '@/lib/chart/ticks';
import type { SweepFigures } from '@/lib/lab/studies/sweep-figures';
import { BATCH_SIZES } from '@/lib/lab/studies/sweep-result';
import type { ModeId } from '@/lib/modes';

interface SweepChartProps {
  readonly measure: 'time' | 'rate';
  readonly lane: ModeId;
  readonly figures: SweepFigures;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Batch sizes on a log axis: time per call on another, or samples a second from 0; points, and the fitted line. */
export const SweepChart = memo(function SweepChart({ measure, lane, figures, widthPx, heightPx }: SweepChartProps) {
  const t = useTranslations('studies.sweep');
  const numbers = useFigures();
  const { textPx, strokePx, markPx } = useChartText();
  const isTime = measure === 'time';
  const drawn = figures.points.map(({ batchSize, callMs, samplesPerSecond, fittedMs }) => ({
    size: batchSize,
    point: isTime ? callMs.value : samplesPerSecond,
    fitted: fittedMs !== null && fittedMs > 0 ? (isTime ? fittedMs : (batchSize * 1000) / fittedMs) : null,
  }));
  const values = drawn.flatMap(({ point, fitted }) => (fitted === null ? [point] : [point, fitted]));
  const most = Math.max(...values);
  const sizes = BATCH_SIZES.filter((size) => size <= Math.max(2, ...drawn.map(({ size }) => size)));
  const largest = sizes.at(-1) ?? 256;
  const sizePx = textWidth('256', textPx) + 8;
  const knee = figures.fit?.knee;
  const value = isTime ? numbers.duration : numbers.rate;
  const { textColour } = LANE_STYLE[lane];
  return (
    <CurveChart
      title={t(isTime ? (figures.fit ? 'timeTitleLine' : 'timeTitle') : 'rateTitle')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={drawn}
      x={{
        of: 'size',
        scale: 'log',
        from: 1,
        to: largest,
        ticks: (lengthPx) => {
          const step = Math.max(1, Math.ceil((sizePx * sizes.length) / lengthPx));
          return sizes.filter((_, index) => index % step === 0);
        },
        words: numbers.count,
        name: t('timeAxis'),
      }}
      y={isTime ? logAxisOf(logTicks(Math.min(...values), most), numbers.tick) : axisFromZero(most, 5, numbers.rate)}
      room={{ topPx: textPx * 1.6, rightPx: textPx * 1.2 }}
      curves={[
        { id: 'fitted', of: 'fitted', look: { as: 'smooth', colour: textColour, widthPx: strokePx * 0.75 } },
        {
          id: 'points',
          of: 'point',
          look: { as: 'marks', mark: () => <LaneSign lane={lane} radius={markPx * 0.6} edgePx={markPx / 8} /> },
        },
      ]}
      pointed={({ size, point, fitted }) => ({
        title: t('pointSize', { size }),
        rows: [
          { lane, name: t(isTime ? 'time' : 'rate'), value: value(point) },
          ...(fitted === null ? [] : [{ lane: null, name: t('fitted'), value: value(fitted) }]),
        ],
      })}
    >
      <Marks>
        {(plot) => (
          <>
            {knee && knee.value > 1 && knee.value < largest && (
              <>
                <path
                  d={lineDown(plot, knee.value)}
                  stroke="var(--control-line)"
                  strokeDasharray="3 3"
                  strokeWidth={strokePx / 2}
                />
                <Words
                  x={plot.toX(knee.value)}
                  y={plot.top - 5}
                  anchor="middle"
                  lines={t('kneeLabel', { knee: numbers.ratio(knee.value) })}
                  textPx={textPx}
                  weight={400}
                  colour="var(--soft)"
                />
              </>
            )}
            {drawn.length > 2 && <LineName plot={plot} drawn={drawn} words={t('line')} colour={textColour} />}
          </>
        )}
      </Marks>
    </CurveChart>
  );
});

interface LineNameProps {
  readonly plot: Plot;
  readonly drawn: readonly { readonly size: number; readonly point: number; readonly fitted: number | null }[];
  readonly words: string;
  readonly colour: string;
}

/** What the fitted line is, beside it: on no mark and not on the line. */
function LineName({ plot, drawn, words, colour }: LineNameProps) {
  const { textPx, markPx, toX, toY } = plot;
  const line = drawn.flatMap(({ size, fitted }) => (fitted === null ? [] : [{ x: toX(size), y: toY(fitted) }]));
  if (line.length === 0) return null;
  const marks = drawn.map(({ size, point }) => ({
    left: toX(size) - markPx,
    top: toY(point) - markPx,
    width: 2 * markPx,
    height: 2 * markPx,
  }));
  const [place] = placeNames([line], [sizeOfWords([words], textPx, 600)], plot, marks, textPx * 0.6);
  return place ? (
    <Words x={place.left} y={place.top + textPx * 0.98} lines={words} textPx={textPx} colour={colour} />
  ) : null;
}
