import { memo } from 'react';
import {
  Bar,
  BarChart,
  type BarShapeProps,
  DefaultZIndexes,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import { UNTOUCHABLE } from '@/components/charts/chart-style';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';

export interface StudyBar {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

interface StudyBarsProps {
  readonly title: string;
  readonly lane: ModeId;
  readonly bars: readonly StudyBar[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Height a list of bars takes, for a size of text. px */
export const barsHeight = (count: number, textPx: number) => Math.ceil(Math.max(1, count) * textPx * 3.6 + textPx);

/** One bar a row on a common axis from 0, its name above it and its value at its end: long names never squeeze the bars. */
export const StudyBars = memo(function StudyBars({ title, lane, bars, widthPx, heightPx }: StudyBarsProps) {
  const { textPx } = useChartText();
  const valuePx = Math.ceil(Math.max(0, ...bars.map(({ text }) => textWidth(text, textPx)))) + 14;
  return (
    <BarChart
      layout="vertical"
      width={widthPx}
      height={heightPx}
      data={bars as StudyBar[]}
      margin={{ top: Math.ceil(textPx * 0.6), right: Math.min(valuePx, widthPx * 0.6), bottom: 0, left: 0 }}
      barSize={textPx * 1.1}
      title={title}
      desc={bars.map(({ name, text }) => `${name} ${text}`).join(', ')}
      accessibilityLayer={false}
    >
      <XAxis type="number" domain={[0, Math.max(...bars.map(({ value }) => value), 1e-9)]} hide />
      <YAxis type="category" dataKey="id" hide />
      <Bar
        dataKey="value"
        isAnimationActive={false}
        shape={({ x, y, width, height }: BarShapeProps) => (
          <rect
            x={x}
            y={y + textPx * 0.6}
            width={Math.max(width, 2)}
            height={height}
            rx={2}
            fill={LANE_STYLE[lane].colour}
          />
        )}
      />
      <Names bars={bars} lane={lane} textPx={textPx} />
    </BarChart>
  );
});

function Names({ bars, lane, textPx }: { bars: readonly StudyBar[]; lane: ModeId; textPx: number }) {
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  const plot = usePlotArea();
  if (!toX || !toY || !plot) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE} fontSize={textPx}>
        {bars.map(({ id, name, value, text }) => {
          const y = toY(id, { position: 'middle' }) ?? 0;
          return (
            <g key={id}>
              <text x={plot.x} y={y - textPx * 0.35} fontWeight={600} fill={LANE_STYLE[lane].textColour}>
                {name}
              </text>
              <text x={Math.max(toX(value) ?? 0, plot.x + 2) + 7} y={y + textPx * 0.95} fill="var(--ink)">
                {text}
              </text>
            </g>
          );
        })}
      </g>
    </ZIndexLayer>
  );
}
