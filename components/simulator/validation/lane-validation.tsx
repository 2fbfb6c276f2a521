'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { TableCard } from '@/components/charts/table-card';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import type { RunSetup } from '@/lib/experiment/setup';
import { scheduleMs } from '@/lib/experiment/setup-limits';
import { heldOutLoads } from '@/lib/simulate/calibration/held-out';
import type { MeasuredLane } from '@/lib/simulate/calibration/measured-lane';
import { heldOutSetup } from '@/lib/simulator-page/held-out-setup';
import { SimulatedBadge } from '../simulated-badge';
import { useSimFigures } from '../use-sim-words';
import { comparedLoads } from './compared';
import { HeldOutTable } from './held-out-table';
import { OwnTable } from './own-table';
import { useHeldOut } from './use-held-out';
import { usePredictions } from './use-predictions';
import { ValidationCharts } from './validation-charts';

interface LaneValidationProps {
  readonly lane: MeasuredLane;
  /** Of the run that the lane is of, and its place among those of this device. */
  readonly setup: RunSetup;
  readonly runId: string;
}

/** One lane: its own requests played again; loads predicted, then run, then laid beside each other. */
export function LaneValidation({ lane, setup, runId }: LaneValidationProps) {
  const t = useTranslations('simulator.validation');
  const figures = useSimFigures();
  const { modeId } = lane;
  const predictions = usePredictions(lane, setup.intervalMs);
  const { own, loads, state } = predictions;
  const setups = useMemo(
    () => heldOutLoads(lane).map((load) => heldOutSetup(setup, modeId, load)),
    [lane, setup, modeId],
  );
  const heldOut = useHeldOut(setups, modeId);
  const { found, running, hasFailed } = heldOut;
  const rows = useMemo(() => comparedLoads({ own, loads }, found, runId), [own, loads, found, runId]);
  const possible = setups.flatMap((one) => one ?? []);
  const beyond = new Set(loads.flatMap(({ load }, index) => (setups[index] ? [] : [load.perSecond])));
  const wholeMs = possible.reduce((sum, one) => sum + scheduleMs(one), 0);
  const now = running === null ? null : setups[running];
  return (
    <>
      {(state.phase === 'dead' || state.phase === 'failed') && (
        <Notice>
          <p>{t('dead')}</p>
          <Button onClick={predictions.again}>{t('again')}</Button>
        </Notice>
      )}
      <p className="soft small" role="status">
        {state.phase === 'playing' ? t('playing') : ''}
      </p>
      {own && (
        <TableCard
          name="validation-own"
          title={t('own.title')}
          note={t('own.note', { requests: own.requests })}
          tools={<SimulatedBadge />}
        >
          <OwnTable own={own} />
        </TableCard>
      )}
      {modeId === 'batch' ? (
        <p className="measure">{t('heldOut.batch')}</p>
      ) : (
        <div data-held-out data-running={running ?? 'none'}>
          <TableCard
            name="validation-held-out"
            title={t('heldOut.title')}
            note={t('heldOut.note')}
            tools={<SimulatedBadge />}
          >
            <div className="row wrap gap-3 below-3">
              {possible.length > 0 && (
                <Button
                  look="go"
                  // What is simulated meanwhile would disturb what is measured.
                  disabled={state.phase === 'playing'}
                  onClick={running === null ? heldOut.start : heldOut.cancel}
                >
                  {running !== null
                    ? t('heldOut.cancel')
                    : t(Object.keys(found).length === 0 ? 'heldOut.start' : 'heldOut.startAgain', {
                        time: figures.time(wholeMs),
                      })}
                </Button>
              )}
              <p className="soft small" role="status">
                {now
                  ? t('heldOut.running', {
                      index: possible.indexOf(now) + 1,
                      of: possible.length,
                      rate: figures.rate(now.perSecond),
                      time: figures.time(scheduleMs(now)),
                    })
                  : hasFailed
                    ? t('heldOut.failed')
                    : ''}
              </p>
            </div>
            <HeldOutTable rows={rows} beyond={beyond} />
          </TableCard>
          {running === null && <ValidationCharts lane={modeId} rows={rows} modelId={setup.modelId} />}
        </div>
      )}
    </>
  );
}
