'use client';

import { useTranslations } from 'next-intl';
import { memo, useId } from 'react';
import { AssumptionField } from '@/components/charts/assumption-field';
import { useEstimateWords } from '@/components/charts/estimate-words';
import fields from '@/components/charts/estimates-card.module.css';
import { Meaning, TableCard, WideTable } from '@/components/charts/table-card';
import { useAssumptions } from '@/components/charts/use-assumptions';
import { Button } from '@/components/kit/button';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { ASSUMPTION_IDS } from '@/lib/measure/assumptions';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { type LaneUse, laneUse } from '@/lib/simulator-page/lane-use';
import { LaneRemarks } from './lane-remarks';
import { SimulatedBadge } from './simulated-badge';
import { TheoryPart } from './theory-beside';
import { SIM_LANE_MODE, useSimFigures, useSimLaneName } from './use-sim-words';
import type { Simulated } from './use-simulation';

const COLUMNS = [
  ...['mean', 'p50', 'p95', 'p99', 'throughput', 'utilisation', 'queue'],
  ...['late', 'rejected', 'failed', 'age', 'bytes', 'energy', 'cost'],
] as const;
type Column =
  | ('mean' | 'p50' | 'p95' | 'p99' | 'throughput' | 'utilisation' | 'queue')
  | ('late' | 'rejected' | 'failed' | 'age' | 'bytes' | 'energy' | 'cost');

interface FiguresTableProps {
  readonly outcome: Simulated;
  /** What the page's address says; none where the scenario has no address. */
  readonly setup?: SimSetup;
}

/** All figures, one row a lane, and what has to be said of them. */
export const FiguresTable = memo(function FiguresTable({ outcome, setup }: FiguresTableProps) {
  const t = useTranslations('simulator.results');
  const theory = useTranslations('simulatorTheory');
  const estimates = useTranslations('estimates.assumptions');
  const id = useId();
  const { assumptions, keep, reset } = useAssumptions();
  const uses = outcome.lanes.map((lane) => laneUse(outcome.scenario, lane, assumptions));
  const largest = Math.max(0, ...uses.map((use) => use?.joules ?? 0));
  const cells = useCells(largest);
  return (
    <TableCard
      name="simulated"
      title={t('title')}
      tools={<SimulatedBadge isRough={outcome.isRough} />}
      note={t('note')}
    >
      <WideTable label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('lane')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" aria-describedby={`${id}-${column}`}>
                {t(`columns.${column as Column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcome.lanes.map((lane, index) => {
            const row = cells(lane, uses[index] ?? null);
            return (
              <tr key={lane.id} data-lane={lane.id}>
                <th scope="row">
                  <SimLaneHeading id={lane.id} />
                </th>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    {row[column as Column]}
                    {row.ends[column as Column] && (
                      <span className="block nowrap soft tiny">{row.ends[column as Column]}</span>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </WideTable>
      <LaneRemarks lanes={outcome.lanes} />
      <Meaning title={theory('title')} lazy>
        <TheoryPart scenario={outcome.scenario} lanes={outcome.lanes} setup={setup} />
      </Meaning>
      <Meaning title={t('meaning')}>
        <dl className={`${fields.fields} grid gap-y-3 gap-x-7 pad-below-3`}>
          {COLUMNS.map((column) => (
            <div key={column}>
              <dt className="ink bold">{t(`columns.${column as Column}`)}</dt>
              <dd id={`${id}-${column}`}>{t(`explain.${column as Column}`)}</dd>
            </div>
          ))}
        </dl>
      </Meaning>
      <Meaning title={t('assumptions')} lazy>
        <div className={`${fields.fields} grid gap-y-5 gap-x-7 ink`}>
          {ASSUMPTION_IDS.map((one) => (
            <AssumptionField
              key={one}
              id={one}
              value={assumptions[one]}
              onChange={(value) => keep((now) => ({ ...now, [one]: value }))}
            />
          ))}
        </div>
        <p className="row wrap gap-y-2 gap-x-4 pad-above-5">
          <Button onClick={reset}>{estimates('reset')}</Button> {estimates('kept')}
        </p>
      </Meaning>
    </TableCard>
  );
});

/** A lane's mark and name. */
export function SimLaneHeading({ id }: { readonly id: SimLaneId }) {
  const nameOf = useSimLaneName();
  const mode = SIM_LANE_MODE[id];
  return (
    <span className="inline-row gap-2" style={{ color: LANE_STYLE[mode].textColour }}>
      <LaneMark lane={mode} size={13} />
      {nameOf(id)}
    </span>
  );
}

/** Of a queue that is next to none there is no more to be said. */
const LEAST_QUEUE = 0.01;

/** `null` = not told. */
interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

function useCells(largestJoules: number) {
  const t = useTranslations('simulator.results');
  const charts = useTranslations('charts');
  const figures = useSimFigures();
  const words = useEstimateWords();
  const none = charts('none');
  return (
    lane: SimulatedLane,
    use: LaneUse | null,
  ): Readonly<Record<Column, string>> & { readonly ends: Readonly<Partial<Record<Column, string | null>>> } => {
    const { latencyMs, job, requests } = lane;
    const time = (ms: number | null | undefined) => (ms === null || ms === undefined ? none : figures.time(ms));
    const share = (count: number) => (requests === 0 ? none : figures.share(count / requests));
    const ends = (of: Ends | null | undefined, words: (value: number) => string) =>
      of?.low == null || of.high == null || words(of.low) === words(of.high)
        ? null
        : t('ends', { low: words(of.low), high: words(of.high) });
    return {
      mean: time(latencyMs?.mean),
      p50: time(latencyMs?.p50),
      p95: time(latencyMs?.p95),
      p99: time(latencyMs?.p99),
      throughput: figures.rate(lane.throughputPerSecond),
      utilisation: figures.share(lane.utilisation),
      queue:
        lane.fleet && lane.pools.length === 0
          ? figures.level(lane.queueLengthMean)
          : t('most', { mean: figures.level(lane.queueLengthMean), most: figures.count(lane.queueLengthMost) }),
      late: share(lane.timedOut),
      rejected: share(lane.rejected),
      failed: share(lane.failed),
      age: job?.ageMsMean == null ? none : t('most', { mean: time(job.ageMsMean), most: time(job.ageMsMost) }),
      bytes: use ? figures.bytes(use.bytesPerAnswer) : none,
      energy: use ? words.energy(use.joules, largestJoules) : none,
      cost: use ? words.money(use.operatorUsd) : none,
      ends: {
        mean: ends(latencyMs, figures.time),
        p50: ends(latencyMs?.ends.p50, figures.time),
        p95: ends(latencyMs?.ends.p95, figures.time),
        p99: ends(latencyMs?.ends.p99, figures.time),
        utilisation: ends(lane.ends?.utilisation, figures.share),
        queue: lane.queueLengthMean < LEAST_QUEUE ? null : ends(lane.ends?.queueLengthMean, figures.level),
        late: ends(lane.ends?.timedOut, figures.share),
        rejected: ends(lane.ends?.rejected, figures.share),
        failed: ends(lane.ends?.failed, figures.share),
      },
    };
  };
}
