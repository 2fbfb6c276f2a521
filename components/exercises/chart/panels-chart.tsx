import type { KeyboardEvent } from 'react';
import type { Panel } from '@/lib/exercises/drawing/panel';
import { PanelChart } from './panel-chart';
import type { PanelLayout, RowWords } from './panel-layout';
import styles from './panels-chart.module.css';

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

/** In charts whose rows run downwards Recharts takes the left arrow for the next row, and knows no other. */
const ARROWS: Readonly<Record<string, string>> = {
  ArrowDown: 'ArrowLeft',
  ArrowRight: 'ArrowLeft',
  ArrowUp: 'ArrowRight',
  ArrowLeft: 'ArrowRight',
};

/** Down and right go to the next row, up and left to the one before. */
function turnArrows(event: KeyboardEvent) {
  const key = ARROWS[event.key];
  // What is sent on from here comes by again.
  if (!key || !event.isTrusted) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
}

/** Panels below one another, each on an axis of its own. */
export function PanelsChart({ title, panels, aimWords, gapPx, widthPx }: PanelsChartProps) {
  return (
    <div className={styles.panels} style={{ gap: gapPx }} onKeyDownCapture={turnArrows}>
      {panels.map((each) => (
        <PanelChart key={each.panel.id} title={title} aimWords={aimWords} widthPx={widthPx} {...each} />
      ))}
    </div>
  );
}
