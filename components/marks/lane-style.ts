import type { ModeId } from '@/lib/modes';

export interface LaneStyle {
  /** The outline of its mark around the origin, as an SVG path; all are of equal visual weight. `radius` in the units of the picture. */
  readonly outline: (radius: number) => string;
  /** Custom properties of `app/globals.css`: for marks and lines, for words, for quiet areas. */
  readonly colour: `var(--${string})`;
  readonly textColour: `var(--${string})`;
  readonly washColour: `var(--${string})`;
  /** Names of the same properties, for a canvas that reads them with `getComputedStyle`. */
  readonly property: { readonly colour: string; readonly text: string; readonly wash: string };
  /** Line pattern in px, as a canvas takes it; empty is solid. */
  readonly dash: readonly number[];
  /** The same for SVG's `stroke-dasharray`. */
  readonly strokeDasharray: string;
  /** Dots are strokes of no length with round ends. */
  readonly lineCap: 'butt' | 'round';
}

/** How each lane is drawn everywhere: colour is never the only sign. */
export const LANE_STYLE: Record<ModeId, LaneStyle> = {
  batch: laneStyle('batch', square, [], 'butt'),
  online: laneStyle('online', circle, [8, 5], 'butt'),
  edge: laneStyle('edge', triangle, [0.1, 5], 'round'),
};

/** @param lane its colours are the properties `--<lane>`, `--<lane>-text` and `--<lane>-wash` of `app/globals.css` */
export function laneStyle(
  lane: string,
  outline: LaneStyle['outline'],
  dash: readonly number[],
  lineCap: LaneStyle['lineCap'],
): LaneStyle {
  return {
    outline,
    colour: `var(--${lane})`,
    textColour: `var(--${lane}-text)`,
    washColour: `var(--${lane}-wash)`,
    property: { colour: `--${lane}`, text: `--${lane}-text`, wash: `--${lane}-wash` },
    dash,
    strokeDasharray: dash.length === 0 ? 'none' : dash.join(' '),
    lineCap,
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

function square(radius: number): string {
  const half = round(radius * 0.9);
  return `M${-half} ${-half}H${half}V${half}H${-half}Z`;
}

function circle(radius: number): string {
  const r = round(radius);
  return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}

/** An upright triangle whose centre of mass is the origin. */
function triangle(radius: number): string {
  const half = round(radius * 1.16);
  return `M0 ${round(-radius * 1.24)}L${half} ${round(radius * 0.78)}H${-half}Z`;
}
