import type { Panel } from '@/lib/exercises/drawing/panel';
import { PanelChart } from './panel-chart';
import type { PanelLayout, RowWords } from './panel-layout';

interface LaidOutPanel {
  readonly panel: Panel;
  readonly words: readonly RowWords[];
  readonly layout: PanelLayout;
}

interface PanelsChartProps {
  readonly title: string;
  readonly panels: readonly LaidOutPanel[];
  readonly aimWords: string;
  readonly gapPx: number;
  readonly widthPx: number;
}

/** Panels below one another, each on an axis of its own. */
export function PanelsChart({ title, panels, aimWords, gapPx, widthPx }: PanelsChartProps) {
  return (
    <div className="grid" style={{ gap: gapPx }}>
      {panels.map((each) => (
        <PanelChart key={each.panel.id} title={title} aimWords={aimWords} widthPx={widthPx} {...each} />
      ))}
    </div>
  );
}
