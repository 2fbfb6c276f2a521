'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { NO_FAULTS, type RunFaults } from '@/lib/measure/faults';
import { findingsOf } from '@/lib/measure/findings';
import { firstsOf } from '@/lib/measure/firsts';
import type { FloorId } from '@/lib/measure/floors';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { validityOf } from '@/lib/measure/validity';
import { AnatomyCard } from './anatomy-card';
import { type CardProps, chartState } from './card';
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
import { type Pass, useAfterRun } from './use-after-run';
import { useChartText } from './use-chart-text';
import { useLaneFigures } from './use-lane-figures';
import { useTurns } from './use-turns';
import { Verdict } from './verdict';

export interface ChartsPanelProps {
  /** In lane order; may grow while running. Of a run with repeats, the pass that runs or ran last. */
  readonly records: readonly LaneRecord[];
  /** The right class of every item of the workload (`itemLabels`); empty = not known. Keep it identical during a run. */
  readonly labels: Uint8Array;
  readonly running: boolean;
  /** The lanes ran at the same time. */
  readonly contended?: boolean;
  /** What the parity gate found; `null` = nothing to compare. */
  readonly outputsAgree?: boolean | null;
  readonly faults?: RunFaults;
  readonly floor?: FloorId;
  /** Time between two runs of a lane that gathers. */
  readonly intervalMs: number;
  /** All passes that are over, the last of a finished run with `records`; keep it identical until there are more. */
  readonly repeats?: readonly Pass[];
  /** Of the page with all its workers; `null` = this browser does not tell, or not yet. */
  readonly pageMemoryBytes?: number | null;
  /** What was measured, for files: "digits fp32, 600 items, seed 7". */
  readonly caption?: string;
}

const NO_PASSES: readonly Pass[] = [];
const NO_SUMMARIES: readonly LaneSummary[] = [];

/** Everything a run shows in figures: findings in words, the charts, results, comparisons and estimates. */
export function ChartsPanel(props: ChartsPanelProps) {
  const { records, labels, running, contended = false, outputsAgree = null, caption = '', intervalMs } = props;
  const { faults = NO_FAULTS, floor = 'class', repeats = NO_PASSES, pageMemoryBytes = null } = props;
  const t = useTranslations('charts.panel');
  const states = useTranslations('charts.state');
  const { textPx } = useChartText();
  const turn = useTurns(7);
  const [paused, setPaused] = useState(false);
  const figures = useLaneFigures(records, labels, running, paused && running);
  const { summaries } = figures.results;
  const exact = figures.results.exact && !running;
  const notes = useLaneNotes(records, exact ? summaries : NO_SUMMARIES);
  const after = useAfterRun(records, exact ? summaries : NO_SUMMARIES, repeats, intervalMs);
  useEffect(() => {
    if (!running) setPaused(false);
  }, [running]);

  const findings = useMemo(() => {
    if (exact) return findingsOf({ summaries, contended });
    // While lanes run, those that are done are spoken of each by itself: what compares them may still change.
    const ended = summaries.filter(({ state }) => state === 'done' || state === 'cancelled' || state === 'failed');
    return ended.flatMap((summary) => findingsOf({ summaries: [summary], contended: false }));
  }, [summaries, exact, contended]);
  const firsts = useMemo(() => (exact ? firstsOf(summaries) : null), [summaries, exact]);
  const validity = useMemo(
    () => after.stability && validityOf({ summaries, outputsAgree, faults, floor, stability: after.stability }),
    [summaries, outputsAgree, faults, floor, after.stability],
  );

  const state = chartState(records, running);
  const card: CardProps = {
    state,
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
            <p role="status">{paused ? t('paused') : ''}</p>
            <button type="button" aria-pressed={paused} hidden={!running} onClick={() => setPaused(!paused)}>
              {paused ? t('resume') : t('pause')}
            </button>
          </div>
          {records.length > 1 && <FirstsRow firsts={firsts} />}
          {/* Screen readers hear each lane's findings when it is done; the charts only what they ask them. */}
          <div aria-live="polite">
            {findings.length > 0 ? (
              <FindingsList findings={findings} />
            ) : (
              <p className={classes.waiting}>{exact ? states(state) : t('waiting')}</p>
            )}
          </div>
          {exact && state !== 'empty' && validity && after.stability && (
            <Verdict validity={validity} summaries={summaries} stability={after.stability} />
          )}
        </div>
        <div className={classes.grid}>
          <LatencyCard {...card} figures={figures.latency} />
          {turn > 1 ? <AnatomyCard {...card} figures={figures.anatomy} /> : reserve}
          {turn > 2 ? <ThroughputCard {...card} figures={figures.throughput} /> : reserve}
          {turn > 3 ? (
            <ResourceCard
              {...card}
              figures={figures.resources}
              pageMemoryBytes={pageMemoryBytes}
              longTasks={faults.longTasks}
            />
          ) : (
            reserve
          )}
        </div>
        {turn > 4 && <ResultsTable summaries={summaries} />}
        {turn > 5 && <ComparisonCard pairs={after.pairs} laneCount={records.length} />}
        {turn > 5 && after.repeats && <RepeatsCard repeats={after.repeats} />}
        {turn > 6 && <EstimatesCard summaries={summaries} />}
      </section>
    </LaneNotesContext>
  );
}
