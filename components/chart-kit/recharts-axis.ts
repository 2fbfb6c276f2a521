import { type Axis, axisHeight } from './axis';
import { axisText } from './style';

const axisProps = ({ scale = 'linear', from, to, ticks, words, cuts = false }: Axis, textPx: number) =>
  ({
    type: 'number',
    scale,
    domain: [from, to],
    allowDataOverflow: cuts,
    ticks: ticks as number[],
    tickFormatter: words,
    // Every value asked for is written.
    interval: 0,
    tick: axisText(textPx),
    tickLine: false,
  }) as const;

/** Props of an axis below a chart; what it counts stands below its end. */
export const acrossProps = (axis: Axis, textPx: number) =>
  ({
    ...axisProps(axis, textPx),
    axisLine: { stroke: 'var(--control-line)' },
    height: axisHeight(axis.name !== undefined, textPx),
    tickMargin: Math.ceil(textPx * 0.4),
    ...(axis.name && { label: { value: axis.name, position: 'insideBottomRight' as const, ...axisText(textPx) } }),
  }) as const;

/** Props of an axis beside a chart: its grid lines say enough. */
export const sideProps = (axis: Axis, textPx: number) => ({ ...axisProps(axis, textPx), axisLine: false }) as const;

/** Props of the grid: its lines grow a little with the projector's strokes. */
export const gridLine = (strokePx: number) => ({ stroke: 'var(--line)', strokeWidth: strokePx / 2 });
