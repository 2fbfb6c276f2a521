'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Choices } from '@/components/kit/choices';
import type { ModeId } from '@/lib/modes';
import { calibrateBatch, calibrateEdge, calibrateOnline } from '@/lib/simulate/calibration/calibrate';
import type { MeasuredLane } from '@/lib/simulate/calibration/measured-lane';
import { measuredRunOf } from '@/lib/simulator-page/measured-lanes';
import type { Calibration } from '@/lib/simulator-page/own-runs';
import { LaneValidation } from './lane-validation';

/** Lanes whose load is steady tell most. */
const ORDER = { online: 0, edge: 1, batch: 2 } as const;
const CALIBRATE = { online: calibrateOnline, edge: calibrateEdge, batch: calibrateBatch } as const;

/** How far the simulation is from the machine that it is calibrated on: its own run again, and loads that were never run. */
export function Validation({ calibration }: { readonly calibration: Calibration }) {
  const t = useTranslations('simulator.validation');
  const modes = useTranslations('modes');
  const { run } = calibration;
  const lanes = useMemo((): readonly MeasuredLane[] => {
    const all = run ? (measuredRunOf(run)?.lanes ?? []) : [];
    return all
      .filter((lane) => CALIBRATE[lane.modeId](lane) !== null)
      .sort((a, b) => ORDER[a.modeId] - ORDER[b.modeId]);
  }, [run]);
  const [chosen, setChosen] = useState<MeasuredLane['modeId'] | null>(null);
  const lane = lanes.find(({ modeId }) => modeId === chosen) ?? lanes[0];
  if (!run?.setup) return <p>{t('sweep')}</p>;
  if (!lane) return <p>{t('none')}</p>;
  return (
    <div className="grid one-column gap-4">
      {lanes.length > 1 && (
        <Choices<ModeId>
          label={t('lane')}
          value={lane.modeId}
          choices={lanes.map(({ modeId }) => ({ id: modeId, name: modes(`${modeId}.name`) }))}
          onChoose={setChosen}
        />
      )}
      <LaneValidation key={`${calibration.id}-${lane.modeId}`} lane={lane} setup={run.setup} runId={calibration.id} />
    </div>
  );
}
