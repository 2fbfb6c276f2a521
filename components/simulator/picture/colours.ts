import { LANE_STYLE } from '@/components/marks/lane-style';
import { type Palette, readPalette } from '@/components/timeline/palette';
import type { ModeId } from '@/lib/modes';

export interface Colours extends Palette {
  readonly sunken: string;
  readonly mark: string;
  readonly wash: string;
}

/** The colours of a stage, as the theme and the profile have them now. */
export function readColours(canvas: Element, look: ModeId): Colours {
  const style = getComputedStyle(canvas);
  return {
    ...readPalette(canvas, look),
    sunken: style.getPropertyValue('--sunken').trim(),
    wash: style.getPropertyValue(LANE_STYLE[look].property.wash).trim(),
  };
}
