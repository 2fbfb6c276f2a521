import { axisOfShares } from '@/components/chart-kit/axis';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { decadeTicks } from '@/lib/chart/ticks';
import { useFigures } from './format';

const SHARES = [0, 0.5, 0.9, 1];

/** The axes of curves that say which share of answers came within a time: decades across, shares up. @param domain whole decades, ms */
export function useShareAxes({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
  const figures = useFigures();
  const { textPx } = useChartText();
  const tickPx = textWidth(figures.tick(100), textPx) + 12;
  return {
    x: {
      scale: 'log',
      from: fromMs,
      to: toMs,
      cuts: true,
      // The last one reaches beyond the plot.
      ticks: (lengthPx: number) => decadeTicks(fromMs, toMs, Math.floor(lengthPx / tickPx + 0.5)),
      words: figures.tick,
    },
    y: axisOfShares(SHARES, figures.share),
    rightPx: tickPx / 2,
  } as const;
}
