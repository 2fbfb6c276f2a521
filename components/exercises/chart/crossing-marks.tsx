import type { Plot } from '@/components/chart-kit/plot';
import { Whisker } from '@/components/chart-kit/shapes';
import { textWidth } from '@/components/chart-kit/text-width';
import { sizeOfWords, Words } from '@/components/chart-kit/words';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { linesOf, placeNames } from '@/lib/chart/labels';
import type { Crossing } from '@/lib/exercises/drawing/crossing';
import { AimLine, HEAD_LINE_EM, HeadWords, placeOn } from './aim';

interface CrossingMarksProps {
  readonly crossing: Crossing;
  /** What stands above the plot, in lines; `foundLines`: room kept for what will be found. */
  readonly head: {
    readonly aim: readonly string[];
    readonly found: readonly string[] | null;
    readonly foundLines: number;
  };
  readonly plot: Plot;
  readonly widthPx: number;
}

/** Of the plot, that a name may take. */
const NAME_SHARE = 0.55;

/** The line of the prediction, the crossing that was measured, and the names of the curves. */
export function CrossingMarks({ crossing, head, plot, widthPx }: CrossingMarksProps) {
  const { x, aim, at, curves } = crossing;
  const { left, top, bottom, width, height, toY, textPx, strokePx, markPx } = plot;
  const toX = (value: number) => placeOn(x, plot, value);
  const named = curves
    .filter(({ points }) => points.length > 0)
    .map((curve) => ({
      ...curve,
      lines: linesOf(curve.words, width * NAME_SHARE, (text) => textWidth(text, textPx, 600)),
    }));
  const aimX = aim ? toX(aim.value) : left;
  const aimY = top - textPx * (0.6 + head.foundLines * HEAD_LINE_EM);
  const dot = at && { x: toX(at.value), y: toY(at.y), fromX: toX(at.low), toX: toX(at.high) };
  const reach = textPx * 0.8;
  const places = placeNames(
    named.map(({ points }) => points.map((point) => ({ x: toX(point.x), y: toY(point.y) }))),
    named.map(({ lines }) => sizeOfWords(lines, textPx, 600)),
    { left: left + 2, top: top + 2, width: width - 4, height: height - 4 },
    dot ? [{ left: dot.fromX, top: dot.y - reach, width: dot.toX - dot.fromX, height: 2 * reach }] : [],
    textPx * 0.5,
  );
  const headWords = { widthPx, textPx };
  return (
    <>
      {aim && <AimLine plot={plot} x={aimX} fromY={aimY + textPx * 0.3} />}
      <HeadWords lines={head.aim} x={aimX} y={aimY} {...headWords} />
      {dot && (
        <>
          <path d={`M${dot.x} ${top - textPx * 0.3}V${bottom}`} stroke="var(--ink)" strokeWidth={strokePx / 2} />
          <Whisker from={dot.fromX} to={dot.toX} at={dot.y} reachPx={textPx * 0.4} strokePx={strokePx} />
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
      {head.found && <HeadWords lines={head.found} x={dot?.x ?? left} y={top - textPx * 0.6} {...headWords} />}
      {named.map(({ id, lines, lane }, index) => (
        <Words
          key={id}
          x={places[index]?.left ?? left}
          y={(places[index]?.top ?? top) + textPx}
          lines={lines}
          textPx={textPx}
          {...(lane && { colour: LANE_STYLE[lane].textColour })}
        />
      ))}
    </>
  );
}
