import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { halo, UNTOUCHABLE } from '@/components/charts/chart-style';
import { textWidth } from '@/components/charts/text-width';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Crossing } from '@/lib/exercises/drawing/crossing';
import { linesOf } from '@/lib/exercises/drawing/lines';
import { placeNames } from '@/lib/exercises/drawing/place-names';
import { AimLine, HEAD_LINE, HeadLabel } from './aim-line';
import { Whisker } from './row-mark';

/** What stands above the plot, in lines. */
export interface HeadWords {
  readonly aim: readonly string[];
  readonly found: readonly string[] | null;
  /** Room kept for what will be found. */
  readonly foundLines: number;
}

interface CrossingMarksProps {
  readonly crossing: Crossing;
  readonly yLabel: string;
  readonly head: HeadWords;
  readonly widthPx: number;
  readonly textPx: number;
  readonly strokePx: number;
  readonly markPx: number;
}

const LINE = 1.25;
/** Of the plot, that a name may take. */
const NAME_SHARE = 0.55;

/** The line of the prediction, the crossing that was measured, and the names of the curves. */
export function CrossingMarks(props: CrossingMarksProps) {
  const { crossing, yLabel, head, widthPx, textPx, strokePx, markPx } = props;
  const { x, aim, at, curves } = crossing;
  const scaleX = useXAxisScale();
  const scaleY = useYAxisScale();
  const plot = usePlotArea();
  if (!scaleX || !scaleY || !plot) return null;
  const toX = (value: number) => scaleX(Math.min(x.most, Math.max(x.least, value))) ?? plot.x;
  const toY = (value: number) => scaleY(value) ?? plot.y;
  const measure = (text: string) => textWidth(text, textPx, 600);
  const named = curves
    .filter(({ points }) => points.length > 0)
    .map((curve) => ({ ...curve, lines: linesOf(curve.words, plot.width * NAME_SHARE, measure) }));
  const aimY = plot.y - textPx * (0.6 + head.foundLines * HEAD_LINE);
  const dot = at && { x: toX(at.value), y: toY(at.y) };
  const reach = textPx * 0.8;
  const places = placeNames(
    named.map(({ points }) => points.map((point) => ({ x: toX(point.x), y: toY(point.y) }))),
    named.map(({ lines }) => ({ width: Math.max(0, ...lines.map(measure)), height: textPx * LINE * lines.length })),
    { left: plot.x + 2, top: plot.y + 2, width: plot.width - 4, height: plot.height - 4 },
    dot && at ? [{ left: toX(at.low), top: dot.y - reach, width: toX(at.high) - toX(at.low), height: 2 * reach }] : [],
    textPx * 0.5,
  );
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE}>
        <text x={0} y={textPx} fontSize={textPx} fill="var(--soft)">
          {yLabel}
        </text>
        {aim && <AimLine x={toX(aim.value)} fromY={aimY + textPx * 0.3} strokePx={strokePx} />}
        <HeadLabel lines={head.aim} x={aim ? toX(aim.value) : plot.x} y={aimY} widthPx={widthPx} textPx={textPx} />
        {dot && at && (
          <>
            <path
              d={`M${dot.x} ${plot.y - textPx * 0.3}V${plot.y + plot.height}`}
              stroke="var(--ink)"
              strokeWidth={strokePx / 2}
            />
            <Whisker fromX={toX(at.low)} toX={toX(at.high)} y={dot.y} reachPx={textPx * 0.4} strokePx={strokePx} />
            <circle
              cx={dot.x}
              cy={dot.y}
              r={markPx * 0.6}
              fill="var(--ink)"
              stroke="var(--card)"
              strokeWidth={strokePx * 0.75}
            />
          </>
        )}
        {head.found && (
          <HeadLabel
            lines={head.found}
            x={dot?.x ?? plot.x}
            y={plot.y - textPx * 0.6}
            widthPx={widthPx}
            textPx={textPx}
          />
        )}
        {named.map(({ id, lines, lane }, index) => (
          <text
            key={id}
            fontSize={textPx}
            fontWeight={600}
            fill={lane ? LANE_STYLE[lane].textColour : 'var(--ink)'}
            {...halo(textPx)}
          >
            {lines.map((line, row) => (
              <tspan
                key={`${row}-${line}`}
                x={places[index]?.left}
                y={(places[index]?.top ?? 0) + textPx * (1 + row * LINE)}
              >
                {line}
              </tspan>
            ))}
          </text>
        ))}
      </g>
    </ZIndexLayer>
  );
}
