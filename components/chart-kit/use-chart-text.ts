import { useSyncExternalStore } from 'react';

/** Sizes of what is drawn, px; larger on a projector. */
export interface ChartText {
  readonly textPx: number;
  readonly strokePx: number;
  /** Side of a lane's mark. */
  readonly markPx: number;
}

const STANDARD: ChartText = { textPx: 13, strokePx: 2, markPx: 9 };
let current: ChartText | null = null;

/** Reads the chart tokens of `app/globals.css`, and again whenever the profile changes or a font arrives. */
export function useChartText(): ChartText {
  return useSyncExternalStore(subscribe, snapshot, () => STANDARD);
}

/** Larger words need more room: a drawing grows half as fast as they do. @param heightPx at the standard size of text */
export function useChartHeight(heightPx: number): number {
  const { textPx } = useChartText();
  return Math.round(heightPx * Math.sqrt(Math.max(1, textPx / 13)));
}

function subscribe(changed: () => void) {
  const again = () => {
    current = null;
    changed();
  };
  const observer = new MutationObserver(again);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-profile'] });
  // Widths measured before the font came were those of another font.
  document.fonts.addEventListener('loadingdone', again);
  return () => {
    observer.disconnect();
    document.fonts.removeEventListener('loadingdone', again);
  };
}

function snapshot(): ChartText {
  if (!current) {
    const style = getComputedStyle(document.documentElement);
    const px = (token: string, otherwise: number) => Number.parseFloat(style.getPropertyValue(token)) || otherwise;
    current = {
      textPx: px('--chart-text', STANDARD.textPx),
      strokePx: px('--chart-stroke', STANDARD.strokePx),
      markPx: px('--mark-size', STANDARD.markPx),
    };
  }
  return current;
}
