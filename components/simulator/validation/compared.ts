import { isPoor, type LaneTotals, type SimulatedTotals } from '@/lib/simulate/calibration/replay';
import type { HeldOutRun } from '@/lib/simulator-page/held-out-runs';
import type { Predictions } from './use-predictions';

export type ChartedFigure = 'meanMs' | 'p95Ms';

/** One load: what was predicted, what a formula says, what came of it. */
export interface ComparedLoad {
  /** Of what the lane can do at most. */
  readonly share: number;
  readonly perSecond: number;
  readonly simulated: SimulatedTotals | undefined;
  readonly theoryMs: number | null;
  readonly measured: LaneTotals | undefined;
  readonly isPoor: boolean;
  readonly isValid: boolean;
  /** The run that the lane is calibrated on. */
  readonly isOwn: boolean;
  /** Among the runs of this device. */
  readonly runId: string | null;
}

/** All loads of a lane by how heavy they are, the run that it is calibrated on among them. */
export function comparedLoads(
  { own, loads }: Pick<Predictions, 'own' | 'loads'>,
  found: Readonly<Record<number, HeldOutRun>>,
  runId: string,
): readonly ComparedLoad[] {
  const rows = loads.map(({ load, simulated }, index): ComparedLoad => {
    const run = found[index];
    return {
      ...{ share: load.share, perSecond: load.perSecond, theoryMs: load.theoryMs, measured: run?.totals },
      ...{ simulated: simulated ?? undefined, isPoor: simulated !== null && isPoor(simulated) },
      ...{ isValid: run ? run.reasons.length === 0 : true, isOwn: false, runId: run?.id ?? null },
    };
  });
  const [first] = loads;
  if (!own || !first) return rows;
  // The rate of the run over the same most.
  const share = (own.measured.perSecond * first.load.share) / first.load.perSecond;
  const calibrated: ComparedLoad = {
    ...{ share, perSecond: own.measured.perSecond, theoryMs: null, measured: own.measured },
    ...{ simulated: own.simulated ?? undefined, isPoor: own.simulated !== null && isPoor(own.simulated) },
    ...{ isValid: true, isOwn: true, runId },
  };
  return [...rows, calibrated].sort((a, b) => a.share - b.share);
}
