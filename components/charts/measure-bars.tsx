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
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { LaneId, LaneKey } from '@/lib/measure/lane-record';
import { UNTOUCHABLE } from './chart-style';
import { useLaneNames } from './emulated';
import { LaneTick, laneTickWidth } from './lane-tick';
import { textWidth } from './text-width';
import { useChartText } from './use-chart-text';

export interface MeasureBar extends LaneKey {
  readonly value: number | null;
  readonly text: string;
}

interface MeasureBarsProps {
  readonly title: string;
  readonly bars: readonly MeasureBar[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** One measure as a bar a lane, with its value at the end of the bar or the reason why there is none. */
export function MeasureBars({ title, bars, widthPx, heightPx }: MeasureBarsProps) {
  const names = useLaneNames();
  const { textPx, markPx } = useChartText();
  // There is no room for a second line between the bars: the head of the chart says which lane is emulated.
  const namePx = laneTickWidth(
    bars.map(({ id }) => ({ name: names(id).name })),
    textPx,
    markPx,
  );
  const valuePx =
    Math.ceil(Math.max(0, ...bars.map(({ value, text }) => (value === null ? 0 : textWidth(text, textPx))))) + 14;
  const largest = Math.max(0, ...bars.map(({ value }) => value ?? 0));
  return (
    <BarChart
      layout="vertical"
      width={widthPx}
      height={heightPx}
      data={bars as MeasureBar[]}
      margin={{ top: Math.ceil(textPx * 1.7), right: valuePx, bottom: 0, left: 0 }}
      barSize={textPx * 1.15}
      title={title}
      desc={bars.map(({ id, text }) => `${names(id).full} ${text}`).join(', ')}
      accessibilityLayer={false}
    >
      <XAxis type="number" domain={[0, largest || 1]} hide />
      <YAxis
        type="category"
        dataKey="id"
        width={namePx}
        axisLine={false}
        tickLine={false}
        interval={0}
        tick={({ y, payload }: { y: number | string; payload: { value: LaneId } }) => (
          <LaneTick
            x={0}
            y={Number(y)}
            lane={names(payload.value).modeId}
            name={names(payload.value).name}
            textPx={textPx}
            markPx={markPx}
          />
        )}
      />
      <Bar
        dataKey="value"
        isAnimationActive={false}
        shape={({ x, y, width, height, payload }: BarShapeProps) => (
          <rect
            x={x}
            y={y}
            width={Math.max(width, 2)}
            height={height}
            rx={2}
            fill={LANE_STYLE[(payload as MeasureBar).modeId].colour}
          />
        )}
      />
      <text x={0} y={textPx} fontSize={textPx} fill="var(--soft)">
        {title}
      </text>
      <Values bars={bars} textPx={textPx} />
    </BarChart>
  );
}

function Values({ bars, textPx }: { bars: readonly MeasureBar[]; textPx: number }) {
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  const plot = usePlotArea();
  if (!toX || !toY || !plot) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE} fontSize={textPx}>
        {bars.map(({ id, value, text }) => (
          <text
            key={id}
            x={value === null ? plot.x : Math.max(toX(value) ?? 0, plot.x + 2) + 7}
            y={(toY(id, { position: 'middle' }) ?? 0) + textPx * 0.35}
            fill={value === null ? 'var(--soft)' : 'var(--ink)'}
          >
            {text}
          </text>
        ))}
      </g>
    </ZIndexLayer>
  );
}
