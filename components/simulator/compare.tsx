'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TableCard, WideTable } from '@/components/charts/table-card';
import { Button } from '@/components/kit/button';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { SimLaneHeading } from './figures-table';
import { PairedList } from './paired-list';
import { SimulatedBadge } from './simulated-badge';
import { simHref } from './use-sim-setup';
import { useSimFigures } from './use-sim-words';
import type { Outcome } from './use-simulation';

const MEASURES = ['mean', 'p95', 'utilisation', 'lost'] as const;
type Measure = (typeof MEASURES)[number];

interface CompareProps {
  readonly kept: Outcome;
  readonly outcome: Outcome;
  onDrop(): void;
}

/** A scenario that was kept beside the one on the page: both figures of every lane, and their ratio. */
export function Compare({ kept, outcome, onDrop }: CompareProps) {
  const t = useTranslations('simulator.compare');
  const charts = useTranslations('charts');
  const figures = useSimFigures();
  const none = charts('none');
  const words = (measure: Measure, value: number | null) => {
    if (value === null) return none;
    return measure === 'mean' || measure === 'p95' ? figures.time(value) : figures.share(value);
  };
  const lanes = outcome.lanes.flatMap((lane) => {
    const before = kept.lanes.find(({ id }) => id === lane.id);
    return before ? [{ lane, before }] : [];
  });
  const isSameSeed = kept.scenario.seed === outcome.scenario.seed;
  return (
    <TableCard
      name="compared"
      title={t('title')}
      tools={<SimulatedBadge isRough={outcome.isRough || kept.isRough} />}
      note={t(isSameSeed ? 'sameSeed' : 'otherSeed')}
    >
      <WideTable label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('lane')}</th>
            <th scope="col">
              <Link href={simHref(kept.setup)} prefetch={false}>
                {t('kept')}
              </Link>
            </th>
            <th scope="col">{t('now')}</th>
            <th scope="col">{t('ratio')}</th>
          </tr>
        </thead>
        <tbody>
          {lanes.flatMap(({ lane, before }) =>
            MEASURES.map((measure) => {
              const [was, is] = [valueOfLane(before, measure), valueOfLane(lane, measure)];
              return (
                <tr key={`${lane.id}-${measure}`}>
                  <th scope="row">
                    <SimLaneHeading id={lane.id} /> {t(`measures.${measure}`)}
                  </th>
                  <td>{words(measure, was)}</td>
                  <td>{words(measure, is)}</td>
                  <td>{was && is !== null ? t('times', { ratio: figures.ratio(is / was) }) : none}</td>
                </tr>
              );
            }),
          )}
        </tbody>
      </WideTable>
      <PairedList kept={kept} outcome={outcome} />
      <Button look="dotted" onClick={onDrop}>
        {t('drop')}
      </Button>
    </TableCard>
  );
}

function valueOfLane(lane: SimulatedLane, measure: Measure): number | null {
  const { latencyMs, requests, rejected, failed, timedOut, unfinished } = lane;
  if (measure === 'utilisation') return lane.utilisation;
  if (measure === 'lost') return requests === 0 ? null : (rejected + failed + timedOut + unfinished) / requests;
  return latencyMs?.[measure] ?? null;
}
