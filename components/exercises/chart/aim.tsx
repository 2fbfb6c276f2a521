import { hatchPath } from '@/components/chart-kit/hatch';
import type { Plot } from '@/components/chart-kit/plot';
import { boldWidth } from '@/components/chart-kit/text-width';
import { LINE_EM, Words } from '@/components/chart-kit/words';
import { centredWithin } from '@/lib/chart/labels';
import { shownOf } from '@/lib/exercises/drawing/axis';
import type { Aim } from '@/lib/exercises/drawing/bands';
import type { Scale } from '@/lib/exercises/scale';

/** Where a value stands; beyond the end of its scale, at the end. */
export const placeOn = ({ least, most }: Scale, { toX }: Plot, value: number) =>
  toX(Math.min(most, Math.max(least, value)));

interface HeadWordsProps {
  readonly lines: readonly string[];
  /** What they are about, px. */
  readonly x: number;
  /** The base line of the last one, px. */
  readonly y: number;
  readonly widthPx: number;
  readonly textPx: number;
}

/** Words above the plot, over the place they are about or as near to it as the picture allows. */
export function HeadWords({ lines, x, y, widthPx, textPx }: HeadWordsProps) {
  return lines.map((line, index) => (
    <Words
      key={`${index}-${line}`}
      x={centredWithin(x, boldWidth(line, textPx), 0, widthPx)}
      y={y - (lines.length - 1 - index) * textPx * HEAD_LINE_EM}
      lines={line}
      textPx={textPx}
    />
  ));
}

/** From line to line above a plot, in heights of the text. */
export const HEAD_LINE_EM = LINE_EM + 0.1;

/** The dashed line of a prediction, from its words to the axis. */
export function AimLine({ plot, x, fromY }: { readonly plot: Plot; readonly x: number; readonly fromY: number }) {
  return (
    <path
      d={`M${x} ${fromY}V${plot.bottom}`}
      stroke="var(--ink)"
      strokeWidth={plot.strokePx * 0.75}
      strokeDasharray={`${plot.strokePx * 3} ${plot.strokePx * 2}`}
      fill="none"
    />
  );
}

interface AimBandsProps {
  readonly aim: Aim;
  readonly axis: Scale;
  readonly plot: Plot;
  readonly y: number;
  readonly heightPx: number;
}

/** What counts as right (hatched) and as partly right (faint) around a prediction, as far as the axis shows it. */
export function AimBands({ aim, axis, plot: { toX, textPx, strokePx }, y, heightPx }: AimBandsProps) {
  const boxOf = (band: Aim['right']) => {
    const shown = shownOf(axis, band);
    return shown && { x: toX(shown.low), y, width: toX(shown.high) - toX(shown.low), height: heightPx };
  };
  const partly = boxOf(aim.partly);
  const right = boxOf(aim.right);
  const edge = { stroke: 'var(--control-line)', fill: 'none' };
  return (
    <g>
      {partly && (
        <rect {...partly} fill="var(--control-line)" fillOpacity={0.16} stroke="var(--line)" strokeWidth={1} />
      )}
      {right && (
        <>
          <rect {...right} {...edge} strokeWidth={strokePx / 4} />
          <path d={hatchPath(right.x, y, right.width, heightPx, textPx * 0.5)} {...edge} strokeWidth={strokePx / 3} />
        </>
      )}
    </g>
  );
}
