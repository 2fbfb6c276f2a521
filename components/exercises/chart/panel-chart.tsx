import { useTranslations } from 'next-intl';
import { Marks } from '@/components/chart-kit/plot';
import { RowChart } from '@/components/chart-kit/row-chart';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useAmounts } from '@/components/exercises/use-amounts';
import type { Panel } from '@/lib/exercises/drawing/panel';
import type { PanelLayout, RowWords } from './panel-layout';
import { PanelMarks } from './panel-marks';
import { useScaleAxis } from './use-scale-axis';

interface PanelChartProps {
  readonly title: string;
  readonly panel: Panel;
  readonly words: readonly RowWords[];
  readonly layout: PanelLayout;
  /** The prediction in words. */
  readonly aimWords: string;
  readonly widthPx: number;
}

/** Quantities of one unit below one another, each with its name above it, and where the prediction stands. */
export function PanelChart({ title, panel, words, layout, aimWords, widthPx }: PanelChartProps) {
  const t = useTranslations('predictionChart');
  const amounts = useAmounts();
  const { markPx } = useChartText();
  const { axis, aim, rows } = panel;
  const { across, widthOf } = useScaleAxis()(axis);
  const isMarked = aim !== null || rows.some(({ at }) => at !== null);
  const endPx = (value: number) => Math.ceil(Math.max(widthOf(value) * 0.55, markPx)) + 2;
  return (
    <RowChart
      title={title}
      desc={words.map(({ name, value }) => `${name} ${value}`).join(', ')}
      widthPx={widthPx}
      heightPx={layout.heightPx}
      rows={rows}
      x={{ ...across, ...(!isMarked && { ticks: [] }) }}
      parts={[]}
      room={{ topPx: layout.topPx, rightPx: endPx(axis.most), leftPx: endPx(axis.least) }}
      pointed={(row) => {
        const { id, reading, lane, place, isHeld } = row;
        const text = words[rows.findIndex((other) => other.id === id)];
        if (!text) return null;
        const of = (name: string, value: string) => ({ lane: null, name, value });
        const inWords = (value: number) => amounts.measured(row, value);
        return {
          title: text.name,
          rows: [
            { lane, name: t('value'), value: text.value },
            ...(reading && reading.low < reading.high
              ? [of(t('interval'), t('range', { low: inWords(reading.low), high: inWords(reading.high) }))]
              : []),
            ...(place === null ? [] : [of(t('yourPlace'), String(place))]),
            ...(isHeld ? [of(t('yours'), aimWords)] : []),
          ],
        };
      }}
    >
      <Marks>
        {(plot) => (
          <PanelMarks
            panel={panel}
            words={words}
            layout={layout}
            aimWords={t('yoursIs', { value: aimWords })}
            plot={plot}
            widthPx={widthPx}
          />
        )}
      </Marks>
    </RowChart>
  );
}
