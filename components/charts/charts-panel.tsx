'use client';

import { useTranslations } from 'next-intl';
import type { RunState } from '@/lib/lab/run-state';
import { AnatomyCard } from './anatomy-card';
import { type CardProps, chartState, NO_SUMMARIES } from './card';
import classes from './charts-panel.module.css';
import { ComparisonCard } from './comparison-card';
import { LaneNotesContext, useLaneNotes } from './emulated';
import { EstimatesCard } from './estimates-card';
import { FindingsList } from './findings-list';
import { FirstsRow } from './firsts-row';
import { LatencyCard } from './latency-card';
import { RepeatsCard } from './repeats-card';
import { ResourceCard } from './resource-card';
import { ResultsTable } from './results-table';
import { ThroughputCard } from './throughput-card';
import { useChartText } from './use-chart-text';
import { useRunFigures } from './use-run-figures';
import { useTurns } from './use-turns';
import { Verdict } from './verdict';

interface ChartsPanelProps {
  readonly state: RunState;
  /** What was measured, for files: "digits fp32, 600 items, seed 7". */
  readonly caption?: string;
}

/** Everything a run shows in figures once it is over: findings in words, the charts, results, comparisons and estimates. */
export function ChartsPanel({ state: run, caption = '' }: ChartsPanelProps) {
  const t = useTranslations('charts.panel');
  const states = useTranslations('charts.state');
  const { textPx } = useChartText();
  const turn = useTurns(7);
  const figures = useRunFigures(run);
  const { records, faults, pageMemoryBytes } = run;
  const summaries = figures?.last.summaries ?? NO_SUMMARIES;
  const findings = figures?.findings ?? [];
  const notes = useLaneNotes(records, summaries);

  const state = chartState(run);
  const card: CardProps = {
    state,
    figures,
    caption,
    heightPx: Math.round(textPx * (textPx > 18 ? 15.5 : 19.5)),
  };
  const reserve = <div className={classes.reserve} />;
  return (
    <LaneNotesContext value={notes}>
      <section className={classes.panel} aria-label={t('label')}>
        <div className={classes.findings}>
          <div className={classes.bar}>
            <h2 className={classes.heading}>{t('findings')}</h2>
          </div>
          {records.length > 1 && <FirstsRow firsts={figures?.firsts ?? null} />}
          {/* Screen readers hear each lane's findings when it is done; the charts only what they ask them. */}
          <div aria-live="polite">
            {findings.length > 0 ? (
              <FindingsList findings={findings} />
            ) : (
              <p className={classes.waiting}>{figures ? states(state) : t('waiting')}</p>
            )}
          </div>
          {figures && state !== 'empty' && (
            <Verdict validity={figures.validity} summaries={summaries} stability={figures.last.stability} />
          )}
        </div>
        <div className={classes.grid}>
          <LatencyCard {...card} />
          {turn > 1 ? <AnatomyCard {...card} /> : reserve}
          {turn > 2 ? <ThroughputCard {...card} /> : reserve}
          {turn > 3 ? (
            <ResourceCard {...card} pageMemoryBytes={pageMemoryBytes} longTasks={faults.longTasks} />
          ) : (
            reserve
          )}
        </div>
        {turn > 4 && <ResultsTable summaries={summaries} />}
        {turn > 5 && <ComparisonCard pairs={figures?.pairs ?? null} laneCount={records.length} />}
        {turn > 5 && figures?.repeats && <RepeatsCard repeats={figures.repeats} />}
        {turn > 6 && <EstimatesCard summaries={summaries} />}
      </section>
    </LaneNotesContext>
  );
}
