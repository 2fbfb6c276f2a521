import { usePlotArea } from 'recharts';
import { halo, UNTOUCHABLE } from '@/components/charts/chart-style';
import { textWidth } from '@/components/charts/text-width';
import { centredWithin } from '@/lib/exercises/drawing/lines';

interface HeadLabelProps {
  readonly text: string;
  /** What it is about, px. */
  readonly x: number;
  /** Its base line, px. */
  readonly y: number;
  readonly widthPx: number;
  readonly textPx: number;
}

/** Words above the plot, over the place they are about or as near to it as the picture allows. */
export function HeadLabel({ text, x, y, widthPx, textPx }: HeadLabelProps) {
  // Letters on the page are a little wider than on a canvas, which leaves the font's features out.
  const width = 1.05 * textWidth(text, textPx, 600);
  return (
    <text
      x={centredWithin(x, width, 0, widthPx)}
      y={y}
      fontSize={textPx}
      fontWeight={600}
      fill="var(--ink)"
      style={UNTOUCHABLE}
      {...halo(textPx)}
    >
      {text}
    </text>
  );
}

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
