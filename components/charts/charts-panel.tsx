'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { findingsOf } from '@/lib/measure/findings';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { validityOf } from '@/lib/measure/validity';
import { AnatomyCard } from './anatomy-card';
import { type CardProps, chartState } from './card';
import classes from './charts-panel.module.css';
import { FindingsList } from './findings-list';
import { LatencyCard } from './latency-card';
import { ResourceCard } from './resource-card';
import { ResultsTable } from './results-table';
import { ThroughputCard } from './throughput-card';
import { useChartText } from './use-chart-text';
import { useLaneFigures } from './use-lane-figures';
import { useTurns } from './use-turns';
import { Verdict } from './verdict';

export interface ChartsPanelProps {
  /** In lane order; may grow while running. */
  readonly records: readonly LaneRecord[];
  /** The right class of every item of the workload (`itemLabels`); empty = not known. Keep it identical during a run. */
  readonly labels: Uint8Array;
  readonly running: boolean;
  /** The lanes ran at the same time. */
  readonly contended?: boolean;
  /** What the parity gate found; `null` = nothing to compare. */
  readonly outputsAgree?: boolean | null;
  readonly wasHidden?: boolean;
  /** What was measured, for files: "digits fp32, 600 items, seed 7". */
  readonly caption?: string;
}

/** Everything a run shows in figures: findings in words, the four charts, the table of results. */
export function ChartsPanel(props: ChartsPanelProps) {
  const { records, labels, running, contended = false, outputsAgree = null, wasHidden = false, caption = '' } = props;
  const t = useTranslations('charts.panel');
  const states = useTranslations('charts.state');
  const { textPx } = useChartText();
  const turn = useTurns(5);
  const [paused, setPaused] = useState(false);
  const figures = useLaneFigures(records, labels, running, paused && running);
  const { summaries } = figures.results;
  const exact = figures.results.exact && !running;
  useEffect(() => {
    if (!running) setPaused(false);
  }, [running]);

  const findings = useMemo(() => {
    if (exact) return findingsOf({ summaries, contended });
    // While lanes run, those that are done are spoken of each by itself: what compares them may still change.
    const ended = summaries.filter(({ state }) => state === 'done' || state === 'cancelled' || state === 'failed');
    return ended.flatMap((summary) => findingsOf({ summaries: [summary], contended: false }));
  }, [summaries, exact, contended]);
  const validity = useMemo(
    () => validityOf({ summaries, outputsAgree, wasHidden }),
    [summaries, outputsAgree, wasHidden],
  );

  const latest = useRef(records);
  useEffect(() => {
    latest.current = records;
  }, [records]);
  const latestRecords = useCallback(() => latest.current, []);

  const state = chartState(records, running);
  const card: CardProps = {
    state,
    caption,
    heightPx: Math.round(textPx * (textPx > 18 ? 15.5 : 19.5)),
  };
  return (
    <section className={classes.panel} aria-label={t('label')}>
      <div className={classes.findings}>
        <div className={classes.bar}>
          <h2 className={classes.heading}>{t('findings')}</h2>
          <p role="status">{paused ? t('paused') : ''}</p>
          <button type="button" aria-pressed={paused} hidden={!running} onClick={() => setPaused(!paused)}>
            {paused ? t('resume') : t('pause')}
          </button>
        </div>
        {/* Screen readers hear each lane's findings when it is done; the charts only what they ask them. */}
        <div aria-live="polite">
          {findings.length > 0 ? (
            <FindingsList findings={findings} />
          ) : (
            <p className={classes.waiting}>{exact ? states(state) : t('waiting')}</p>
          )}
        </div>
        {exact && state !== 'empty' && <Verdict validity={validity} summaries={summaries} />}
      </div>
      <div className={classes.grid}>
        <LatencyCard {...card} figures={figures.latency} />
        {turn > 1 ? <AnatomyCard {...card} figures={figures.anatomy} /> : <div className={classes.reserve} />}
        {turn > 2 ? <ThroughputCard {...card} figures={figures.throughput} /> : <div className={classes.reserve} />}
        {turn > 3 ? <ResourceCard {...card} figures={figures.resources} /> : <div className={classes.reserve} />}
      </div>
      {turn > 4 && <ResultsTable summaries={summaries} records={latestRecords} />}
    </section>
  );
}
