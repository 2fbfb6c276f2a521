import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';

/** The colours of a track, as the theme and the profile have them now. */
export interface Palette {
  readonly mark: string;
  readonly card: string;
  readonly line: string;
  readonly soft: string;
  readonly ink: string;
  readonly invalid: string;
  /** 1 on a standard page, more for the projector. */
  readonly markScale: number;
  readonly mirrored: boolean;
}

/** A canvas knows no custom properties: they are read once for each change of appearance. */
export function readPalette(element: Element, lane: ModeId): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    mark: read(LANE_STYLE[lane].property.colour),
    card: read('--card'),
    line: read('--line'),
    soft: read('--soft'),
    ink: read('--ink'),
    invalid: read('--invalid-text'),
    markScale: (Number.parseFloat(read('--mark-size')) || 9) / 9,
    mirrored: style.direction === 'rtl',
  };
}
