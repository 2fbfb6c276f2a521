'use client';

import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import type { RunFigures } from '@/lib/measure/run-figures';
import { AnatomyCard } from './anatomy-card';
import { type CardProps, chartState } from './card';
import { ComparisonCard } from './comparison-card';
import { EstimatesCard } from './estimates-card';
import { LatencyCard } from './latency-card';
import { RepeatsCard } from './repeats-card';
import { ResourceCard } from './resource-card';
import { ResultsTable } from './results-table';
import classes from './run-sections.module.css';
import type { SectionId } from './sections';
import { ThroughputCard } from './throughput-card';

interface SectionChartsProps {
  readonly section: SectionId;
  readonly figures: RunFigures;
  readonly pageMemoryBytes: number | null;
  readonly longTasks: number | null;
  readonly caption: string;
  /** The charts stand on the page. */
  onDrawn(): void;
}

/** The charts and tables of one section. */
export function SectionCharts({ section, figures, onDrawn, ...page }: SectionChartsProps) {
  const { textPx } = useChartText();
  const drawn = useDrawn(section, onDrawn);
  const { summaries, lanes } = figures.last;
  const card: CardProps = {
    state: chartState(lanes.map(({ record }) => record)),
    figures,
    caption: page.caption,
    heightPx: Math.round(textPx * (textPx > 18 ? 15.5 : 19.5)),
  };
  if (!drawn) return <div className={classes.reserve} />;
  switch (section) {
    case 'latency':
      return (
        <div className="grid gap-5 halves">
          <LatencyCard {...card} />
          <AnatomyCard {...card} />
        </div>
      );
    case 'time':
      return <ThroughputCard {...card} />;
    case 'resources':
      return <ResourceCard {...card} pageMemoryBytes={page.pageMemoryBytes} longTasks={page.longTasks} />;
    case 'table':
      return <ResultsTable summaries={summaries} />;
    case 'real':
      return (
        <div className="grid gap-5 narrow">
          <ComparisonCard pairs={figures.pairs} laneCount={summaries.length} />
          {figures.repeats && <RepeatsCard repeats={figures.repeats} />}
        </div>
      );
    case 'cost':
      return <EstimatesCard summaries={summaries} />;
    default:
      return null satisfies ReactNode;
  }
}

/** The menu answers at once; what it opened is drawn in a task of its own. */
function useDrawn(section: SectionId, onDrawn: () => void): boolean {
  const [shown, setShown] = useState<SectionId | null>(null);
  const told = useEffectEvent(onDrawn);
  useEffect(() => {
    const handle = setTimeout(() => setShown(section), 0);
    return () => clearTimeout(handle);
  }, [section]);
  useEffect(() => {
    if (shown === section) told();
  }, [shown, section]);
  return shown === section;
}
