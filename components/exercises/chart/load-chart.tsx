import { useTranslations } from 'next-intl';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { Marks } from '@/components/chart-kit/plot';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useAmounts } from '@/components/exercises/use-amounts';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { LoadDrawing } from '@/lib/exercises/drawing/load-drawing';
import { AimBands } from './aim';
import { LoadMarks } from './load-marks';
import { useScaleAxis } from './use-scale-axis';

interface LoadChartProps {
  readonly title: string;
  readonly load: LoadDrawing;
  readonly aimWords: string;
  readonly foundWords: string | null;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** p99 at every rate that was tried, the limit across, and the rate that was predicted. */
export function LoadChart({ title, load, aimWords, foundWords, widthPx, heightPx }: LoadChartProps) {
  const t = useTranslations('predictionChart');
  const amounts = useAmounts();
  const axisOf = useScaleAxis();
  const { textPx, strokePx } = useChartText();
  const { x, y, lane, trials, aim } = load;
  const { across, tickPx } = axisOf(x);
  const colour = lane ? LANE_STYLE[lane].colour : 'var(--ink)';
  return (
    <CurveChart
      title={title}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={trials}
      x={{ ...across, of: 'perSecond' }}
      y={{ ...axisOf(y).up, name: t('p99') }}
      room={{ topPx: textPx * 4.6, rightPx: tickPx / 2 }}
      curves={[{ id: 'trials', of: 'y', look: { as: 'line', colour, opacity: 0.45, widthPx: strokePx * 0.75 } }]}
      pointed={({ perSecond, p99, met }) => ({
        title: amounts.measured({ unit: 'rate' }, perSecond),
        rows: [
          { lane, name: t('p99'), value: p99 ? amounts.measured({ unit: 'duration' }, p99.value) : t('tooFew') },
          { lane: null, name: t('limitKept'), value: t(met ? 'yes' : 'no') },
        ],
      })}
    >
      <Marks behind>{(plot) => <AimBands aim={aim} axis={x} plot={plot} y={plot.top} heightPx={plot.height} />}</Marks>
      <Marks>
        {(plot) => <LoadMarks load={load} aimWords={aimWords} foundWords={foundWords} plot={plot} widthPx={widthPx} />}
      </Marks>
    </CurveChart>
  );
}
