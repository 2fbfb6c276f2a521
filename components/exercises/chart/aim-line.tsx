import { usePlotArea } from 'recharts';
import { halo, UNTOUCHABLE } from '@/components/charts/chart-style';
import { textWidth } from '@/components/charts/text-width';
import { centredWithin } from '@/lib/exercises/drawing/lines';

interface HeadLabelProps {
  readonly lines: readonly string[];
  /** What it is about, px. */
  readonly x: number;
  /** Of its last line, the base line, px. */
  readonly y: number;
  readonly widthPx: number;
  readonly textPx: number;
}

/** Words above the plot, over the place they are about or as near to it as the picture allows. */
export function HeadLabel({ lines, x, y, widthPx, textPx }: HeadLabelProps) {
  return (
    <text fontSize={textPx} fontWeight={600} fill="var(--ink)" style={UNTOUCHABLE} {...halo(textPx)}>
      {lines.map((line, index) => (
        <tspan
          key={`${index}-${line}`}
          x={centredWithin(x, boldWidth(line, textPx), 0, widthPx)}
          y={y - (lines.length - 1 - index) * textPx * HEAD_LINE}
        >
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** From line to line, in heights of the text. */
export const HEAD_LINE = 1.35;

/** Letters on the page are a little wider than on a canvas, which leaves the font's features out. */
export const boldWidth = (text: string, textPx: number) => 1.05 * textWidth(text, textPx, 600);

/** The dashed line of a prediction, from its words to the axis. */
export function AimLine({
  x,
  fromY,
  strokePx,
}: {
  readonly x: number;
  readonly fromY: number;
  readonly strokePx: number;
}) {
  const plot = usePlotArea();
  if (!plot) return null;
  return (
    <path
      d={`M${x} ${fromY}V${plot.y + plot.height}`}
      stroke="var(--ink)"
      strokeWidth={strokePx * 0.75}
      strokeDasharray={`${strokePx * 3} ${strokePx * 2}`}
      fill="none"
    />
  );
}
