import { useMemo, useState } from 'react';
import type { ErrorReport } from '@/lib/errors';
import { formatSimSetup } from '@/lib/simulate/setup/address';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import { REFERENCE } from './reference';
import { useCalibration } from './use-calibration';
import { type Outcome, useSimulation } from './use-simulation';

interface KeptControl {
  readonly outcome: Outcome | null;
  /** Why the run that the kept set-up takes its times from cannot be used: then it is not played. */
  readonly error: ErrorReport | null;
  /** What is kept is what the page shows. */
  readonly isOwn: boolean;
  /** Notes an outcome that is about to be kept: it need not be played again. */
  note(outcome: Outcome): void;
}

const isSame = (a: SimSetup, b: SimSetup) => formatSimSetup(a) === formatSimSetup(b);

/**
 * What the set-up that the address keeps came to: known from when it was kept, or played again. @param setup that of the page
 *
 * @returns its outcome, `null` where none is kept, where it is that of the page, and until it has been played
 */
export function useKept(setup: SimSetup, kept: SimSetup | null): KeptControl {
  const [known, setKnown] = useState<Outcome | null>(null);
  const isApart = kept !== null && !isSame(kept, setup);
  const isKnown = kept !== null && known !== null && isSame(known.setup, kept);
  const calibrating = useCalibration(isApart && !isKnown ? kept.runId : null, REFERENCE);
  const played = useSimulation(
    kept ?? setup,
    isApart && !isKnown && !calibrating.error ? calibrating.profile : null,
  ).outcome;
  const outcome = useMemo(() => {
    if (!isApart) return null;
    if (isKnown) return known;
    return played && isSame(played.setup, kept) ? played : null;
  }, [isApart, isKnown, known, played, kept]);
  return { outcome, error: calibrating.error, isOwn: kept !== null && !isApart, note: setKnown };
}
