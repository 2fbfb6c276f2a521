import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { ValueBars } from '@/components/chart-kit/value-bars';
import type { LaneSummary } from '@/lib/measure/summary';
import { useLaneNames } from './emulated';
import { resourceLayout } from './resource-layout';
import { RESOURCE_MEASURES, useResourceWords } from './resource-words';
import { useTurns } from './use-turns';

interface ResourceChartProps {
  readonly summaries: readonly LaneSummary[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Small pictures of what each lane used, each measure on its own scale. */
export const ResourceChart = memo(function ResourceChart({ summaries, widthPx, heightPx }: ResourceChartProps) {
  const { textPx } = useChartText();
  // Six charts at once would hold the page up.
  const turn = useTurns(RESOURCE_MEASURES.length);
  const { columns, gapPx, cell } = resourceLayout(widthPx, textPx, heightPx);
  return (
    <div className="grid" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)`, gap: gapPx }}>
      {RESOURCE_MEASURES.slice(0, turn).map((measure) => (
        <Picture key={measure} measure={measure} summaries={summaries} {...cell} />
      ))}
    </div>
  );
});

interface PictureProps extends ResourceChartProps {
  readonly measure: (typeof RESOURCE_MEASURES)[number];
}

const Picture = memo(function Picture({ measure, summaries, ...size }: PictureProps) {
  const t = useTranslations('charts.resources');
  const names = useLaneNames();
  const words = useResourceWords();
  return (
    <ValueBars
      title={t(measure)}
      // There is no room for a second line between the bars: the head of the chart says which lane is emulated.
      bars={summaries.map((summary) => {
        const { name, full } = names(summary.id);
        return { id: summary.id, lane: summary.modeId, name, full, ...words(measure, summary) };
      })}
      names="beside"
      {...size}
    />
  );
});
