import { useTranslations } from 'next-intl';
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { axisText, bottomAxis, GRID, gridLine } from '@/components/charts/chart-style';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { useAmounts } from '@/components/exercises/use-amounts';
import { labelsOf } from '@/lib/exercises/drawing/axis';
import type { Panel, Row } from '@/lib/exercises/drawing/panel';
import type { PanelLayout, RowWords } from './panel-layout';
import { PanelMarks } from './panel-marks';
import { useAxisName } from './use-axis-name';

interface PanelChartProps {
  readonly title: string;
  readonly panel: Panel;
  readonly words: readonly RowWords[];
  readonly layout: PanelLayout;
  /** The prediction in words. */
  readonly aimWords: string;
  readonly widthPx: number;
}

/** Quantities of one unit below one another, each with its name above it, and where the prediction stands. */
export function PanelChart({ title, panel, words, layout, aimWords, widthPx }: PanelChartProps) {
  const t = useTranslations('predictionChart');
  const amounts = useAmounts();
  const axisName = useAxisName();
  const { textPx, strokePx, markPx } = useChartText();
  const { axis, aim, rows } = panel;
  const isMarked = aim !== null || rows.some(({ at }) => at !== null);
  const sidePx = Math.ceil(Math.max(textWidth(amounts.tick(axis.unit, axis.most), textPx) * 0.55, markPx)) + 2;
  const leftPx = Math.ceil(Math.max(textWidth(amounts.tick(axis.unit, axis.least), textPx) * 0.55, markPx)) + 2;
  const tickPx =
    Math.max(...labelsOf(axis, 0).map((value) => textWidth(amounts.tick(axis.unit, value), textPx)), 1) + textPx;
  const ticks = labelsOf(axis, tickPx / (widthPx - sidePx - leftPx));
  const within = (value: number) => Math.min(axis.most, Math.max(axis.least, value));
  return (
    <BarChart
      layout="vertical"
      width={widthPx}
      height={layout.heightPx}
      data={rows as Row[]}
      margin={{ top: layout.topPx, right: sidePx, bottom: 0, left: leftPx }}
      title={title}
      desc={words.map(({ name, value }) => `${name} ${value}`).join(', ')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} horizontal={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        {...bottomAxis(textPx)}
        scale={axis.kind === 'log' ? 'log' : 'linear'}
        domain={[axis.least, axis.most]}
        allowDataOverflow
        ticks={isMarked ? (ticks as number[]) : []}
        tickFormatter={(value: number) => amounts.tick(axis.unit, value)}
        height={layout.axisPx}
        label={{ value: axisName(axis), position: 'insideBottomRight', ...axisText(textPx) }}
      />
      <YAxis type="category" dataKey="id" hide />
      <Tooltip
        cursor={false}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const row = payload?.[0]?.payload as Row | undefined;
          const text = words[rows.findIndex(({ id }) => id === row?.id)];
          if (!active || !row || !text) return null;
          const { reading, lane, place } = row;
          return (
            <Pointed
              title={text.name}
              rows={[
                { lane, name: t('value'), value: text.value },
                ...(reading && reading.low < reading.high
                  ? [
                      {
                        lane: null,
                        name: t('interval'),
                        value: t('range', {
                          low: amounts.measured(row, reading.low),
                          high: amounts.measured(row, reading.high),
                        }),
                      },
                    ]
                  : []),
                ...(place === null ? [] : [{ lane: null, name: t('yourPlace'), value: String(place) }]),
                ...(row.isHeld ? [{ lane: null, name: t('yours'), value: aimWords }] : []),
              ]}
            />
          );
        }}
      />
      {/* Gives the keyboard its rows; what is seen is drawn by the marks. */}
      <Bar
        dataKey={(row: Row) => [axis.least, within(row.at?.value ?? axis.least)]}
        isAnimationActive={false}
        shape={() => <g />}
      />
      <PanelMarks
        panel={panel}
        words={words}
        layout={layout}
        aimWords={t('yoursIs', { value: aimWords })}
        widthPx={widthPx}
      />
    </BarChart>
  );
}
