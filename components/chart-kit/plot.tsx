import type { ReactNode } from 'react';
import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { Pointed, type PointedWords } from './pointed';
import { type ChartText, useChartText } from './use-chart-text';

/** Where things stand in a chart, px, and how large they are drawn. */
export interface Plot extends ChartText {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
  readonly toX: (value: number) => number;
  /** Of a row, by its id: its middle. */
  readonly toY: (value: number | string) => number;
}

interface MarksProps {
  /** Behind the lines and bars; above them otherwise. */
  readonly behind?: boolean;
  readonly children: (plot: Plot) => ReactNode;
}

/** What a chart draws by itself: it lies still under the pointer. Nothing outside of a chart. */
export function Marks({ behind = false, children }: MarksProps) {
  const scaleX = useXAxisScale();
  const scaleY = useYAxisScale();
  const area = usePlotArea();
  const text = useChartText();
  if (!scaleX || !scaleY || !area) return null;
  const { x: left, y: top, width, height } = area;
  const marks = (
    <g style={{ pointerEvents: 'none' }}>
      {children({
        ...text,
        ...{ left, top, width, height, right: left + width, bottom: top + height },
        toX: (value) => scaleX(value) ?? left,
        toY: (value) => scaleY(value, { position: 'middle' }) ?? top,
      })}
    </g>
  );
  return behind ? marks : <ZIndexLayer zIndex={DefaultZIndexes.label}>{marks}</ZIndexLayer>;
}

/** A line across the whole plot at a value of the axis beside it. */
export const lineAcross = ({ left, right, toY }: Plot, value: number) => `M${left} ${toY(value)}H${right}`;

/** A line down the whole plot at a value of the axis below it. */
export const lineDown = ({ top, bottom, toX }: Plot, value: number) => `M${toX(value)} ${top}V${bottom}`;

/** What Recharts hands to the content of a tooltip. */
interface UnderPointer {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: unknown }[];
}

/** Props of the tooltip: says what is pointed at, whatever of it has a value. */
export function tooltipOf<Row>(pointed: (row: Row) => PointedWords | null) {
  return {
    isAnimationActive: false,
    filterNull: false,
    content: ({ active, payload }: UnderPointer) => {
      const row = payload?.[0]?.payload as Row | undefined;
      const words = active && row !== undefined ? pointed(row) : null;
      return words && <Pointed {...words} />;
    },
  };
}
