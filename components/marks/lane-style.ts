import type { ModeId } from '@/lib/modes';

export interface LaneStyle {
  readonly shape: 'square' | 'circle' | 'triangle';
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
export const LANE_STYLE = {
  batch: style('batch', 'square', [], 'butt'),
  online: style('online', 'circle', [8, 5], 'butt'),
  edge: style('edge', 'triangle', [0.1, 5], 'round'),
} as const satisfies Record<ModeId, LaneStyle>;

function style(
  lane: ModeId,
  shape: LaneStyle['shape'],
  dash: readonly number[],
  lineCap: LaneStyle['lineCap'],
): LaneStyle {
  return {
    shape,
    colour: `var(--${lane})`,
    textColour: `var(--${lane}-text)`,
    washColour: `var(--${lane}-wash)`,
    property: { colour: `--${lane}`, text: `--${lane}-text`, wash: `--${lane}-wash` },
    dash,
    strokeDasharray: dash.length === 0 ? 'none' : dash.join(' '),
    lineCap,
  };
}
