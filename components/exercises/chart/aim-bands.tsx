import { hatchPath } from '@/components/charts/hatch';
import { shownOf } from '@/lib/exercises/drawing/axis';
import type { Aim } from '@/lib/exercises/drawing/bands';
import type { Scale } from '@/lib/exercises/scale';

interface AimBandsProps {
  readonly aim: Aim;
  readonly axis: Scale;
  readonly toX: (value: number) => number;
  readonly y: number;
  readonly heightPx: number;
  readonly textPx: number;
  readonly strokePx: number;
}

/** What counts as right (hatched) and as partly right (faint) around a prediction, as far as the axis shows it. */
export function AimBands({ aim, axis, toX, y, heightPx, textPx, strokePx }: AimBandsProps) {
  const boxOf = (band: Aim['right']) => {
    const shown = shownOf(axis, band);
    return shown && { x: toX(shown.low), width: toX(shown.high) - toX(shown.low) };
  };
  const partly = boxOf(aim.partly);
  const right = boxOf(aim.right);
  return (
    <g>
      {partly && (
        <rect
          {...partly}
          y={y}
          height={heightPx}
          fill="var(--control-line)"
          fillOpacity={0.16}
          stroke="var(--line)"
          strokeWidth={1}
        />
      )}
      {right && (
        <>
          <rect
            {...right}
            y={y}
            height={heightPx}
            fill="none"
            stroke="var(--control-line)"
            strokeWidth={strokePx / 4}
          />
          <path
            d={hatchPath(right.x, y, right.width, heightPx, textPx * 0.5)}
            stroke="var(--control-line)"
            strokeWidth={strokePx / 3}
            fill="none"
          />
        </>
      )}
    </g>
  );
}
