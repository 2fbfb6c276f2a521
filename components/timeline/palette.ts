import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';
import { TRACK_PADDING_PX } from './geometry';

/** The colours of a track, as the theme and the profile have them now. */
export interface Palette {
  readonly mark: string;
  readonly card: string;
  readonly line: string;
  readonly soft: string;
  readonly ink: string;
  readonly invalid: string;
  /** Of the words of the scale. */
  readonly font: string;
  readonly textPx: number;
  /** Room for them before the track. */
  readonly startPx: number;
  /** 1 on a standard page, more for the projector. */
  readonly markScale: number;
  readonly mirrored: boolean;
}

/** A canvas knows no custom properties: they are read once for each change of appearance. */
export function readPalette(element: Element, lane: ModeId): Palette {
  const style = getComputedStyle(element);
  const mirrored = style.direction === 'rtl';
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    mark: read(LANE_STYLE[lane].property.colour),
    card: read('--card'),
    line: read('--line'),
    soft: read('--soft'),
    ink: read('--ink'),
    invalid: read('--invalid-text'),
    font: `${style.fontSize} ${style.fontFamily}`,
    textPx: Number.parseFloat(style.fontSize),
    startPx: roomBefore(element, mirrored),
    markScale: (Number.parseFloat(read('--mark-size')) || 9) / 9,
    mirrored,
  };
}

/** The canvas begins so far before its track. */
function roomBefore(canvas: Element, mirrored: boolean): number {
  const own = canvas.getBoundingClientRect();
  const track = canvas.parentElement?.getBoundingClientRect() ?? own;
  return Math.max(TRACK_PADDING_PX, mirrored ? own.right - track.right : track.left - own.left);
}
