import { useTranslations } from 'next-intl';
import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import { axisText, bottomAxis, GRID, gridLine, pointerLine, sideAxis } from '@/components/charts/chart-style';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { useAmounts } from '@/components/exercises/use-amounts';
import { labelsOf } from '@/lib/exercises/drawing/axis';
import type { DrawnTrial, LoadDrawing } from '@/lib/exercises/drawing/load-drawing';
import { Bands } from './crossing-chart';
import { LoadMarks } from './load-marks';
import { useAxisName } from './use-axis-name';

interface LoadChartProps {
  readonly title: string;
  readonly load: LoadDrawing;
  readonly aimWords: string;
  readonly foundWords: string | null;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Of the height, that a label beside it takes. */
const ROW_SHARE = 0.09;

/** p99 at every rate that was tried, the limit across, and the rate that was predicted. */
export function LoadChart({ title, load, aimWords, foundWords, widthPx, heightPx }: LoadChartProps) {
  const t = useTranslations('predictionChart');
  const amounts = useAmounts();
  const axisName = useAxisName();
  const { textPx, strokePx, markPx } = useChartText();
  const { x, y, lane, trials, aim } = load;
  const yTicks = labelsOf(y, ROW_SHARE);
  const axisPx = Math.ceil(Math.max(...yTicks.map((tick) => textWidth(amounts.tick('duration', tick), textPx)))) + 14;
  const tickPx = Math.max(...labelsOf(x, 0).map((value) => textWidth(amounts.tick('rate', value), textPx)), 1) + textPx;
  return (
    <ComposedChart
      width={widthPx}
      height={heightPx}
      data={trials as DrawnTrial[]}
      margin={{ top: Math.ceil(textPx * 4.6), right: Math.ceil(tickPx / 2), bottom: 0, left: 0 }}
      title={title}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="perSecond"
        {...bottomAxis(textPx)}
        scale="log"
        domain={[x.least, x.most]}
        allowDataOverflow
        ticks={labelsOf(x, tickPx / (widthPx - axisPx - tickPx / 2)) as number[]}
        tickFormatter={(value: number) => amounts.tick('rate', value)}
        height={Math.ceil(textPx * 3.4)}
        label={{ value: axisName(x), position: 'insideBottomRight', ...axisText(textPx) }}
      />
      <YAxis
        {...sideAxis(textPx)}
        scale="log"
        domain={[y.least, y.most]}
        allowDataOverflow
        ticks={yTicks as number[]}
        tickFormatter={(value: number) => amounts.tick('duration', value)}
        width={axisPx}
      />
      <Bands aim={aim} axis={x} textPx={textPx} strokePx={strokePx} />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const one = payload?.[0]?.payload as DrawnTrial | undefined;
          if (!active || !one) return null;
          return (
            <Pointed
              title={amounts.measured({ unit: 'rate' }, one.perSecond)}
              rows={[
                {
                  lane,
                  name: t('p99'),
                  value: one.p99 ? amounts.measured({ unit: 'duration' }, one.p99.value) : t('tooFew'),
                },
                { lane: null, name: t('limitKept'), value: t(one.met ? 'yes' : 'no') },
              ]}
            />
          );
        }}
      />
      {/* Gives the keyboard its points; what is seen is drawn by the marks. */}
      <Line dataKey="y" stroke="none" isAnimationActive={false} dot={false} activeDot={false} />
      <LoadMarks
        load={load}
        aimWords={aimWords}
        foundWords={foundWords}
        widthPx={widthPx}
        textPx={textPx}
        strokePx={strokePx}
        markPx={markPx}
      />
    </ComposedChart>
  );
}
