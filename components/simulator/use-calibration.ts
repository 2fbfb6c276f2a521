import { useCallback, useEffect, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { HistoryRow } from '@/lib/lab/history-row';
import type { ServiceProfile } from '@/lib/simulate/setup/profile';
import type { Calibration } from '@/lib/simulator-page/own-runs';
import { ownRuns } from './own-runs';

export interface CalibrationControl {
  /** What says how long things take: `null` while the run of the address is being read. */
  readonly profile: ServiceProfile | null;
  /** The run or sweep behind it; `null` = the reference. */
  readonly calibration: Calibration | null;
  /** Why the run of the address could not be used; the reference stands in. */
  readonly error: ErrorReport | null;
  /** What else may be chosen; `null` until it has been asked for. */
  readonly rows: readonly HistoryRow[] | null;
  /** Asks for them. */
  look(): void;
}

interface Found {
  readonly id: string;
  readonly calibration: Calibration | null;
  readonly error: ErrorReport | null;
}

/** How long things take: by a run of this device, where the address names one. */
export function useCalibration(runId: string | null, reference: ServiceProfile): CalibrationControl {
  const [found, setFound] = useState<Found | null>(null);
  const [rows, setRows] = useState<readonly HistoryRow[] | null>(null);
  useEffect(() => {
    if (runId === null) return;
    let isGone = false;
    const tell = (next: Omit<Found, 'id'>) => {
      if (!isGone) setFound({ id: runId, ...next });
    };
    ownRuns()
      .then(({ calibrationFrom }) => calibrationFrom(runId, reference))
      .then(
        (calibration) => tell({ calibration, error: null }),
        (thrown: unknown) => tell({ calibration: null, error: reportOf(thrown, 'kept-unreadable') }),
      );
    return () => {
      isGone = true;
    };
  }, [runId, reference]);
  const look = useCallback(() => {
    ownRuns()
      .then(({ calibratingRows }) => calibratingRows())
      // A browser that keeps nothing has none.
      .then(setRows, () => setRows([]));
  }, []);
  const own = runId !== null && found?.id === runId ? found : null;
  const isReading = runId !== null && own === null;
  return {
    profile: isReading ? null : (own?.calibration?.profile ?? reference),
    calibration: own?.calibration ?? null,
    error: own?.error ?? null,
    rows,
    look,
  };
}
