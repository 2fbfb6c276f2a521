import 'client-only';
import { TrilaneError } from '../errors';
import { loadKept } from '../lab/history';
import { type HistoryRow, isMeasuredHere } from '../lab/history-row';
import { listKept } from '../lab/history-store';
import type { Opened } from '../lab/open-run';
import type { RunState } from '../lab/run-state';
import type { StudyState } from '../lab/studies/study-state';
import type { SweepResult } from '../lab/studies/sweep-result';
import { type MeasuredSweep, profileOfRun, profileOfSweep } from '../simulate/calibration/profile-of-run';
import type { ServiceProfile } from '../simulate/setup/profile';
import { measuredRunOf } from './measured-lanes';

/** What is kept on this device and may say how long things take: valid runs, and sweeps over batch sizes, measured here to their end. The newest first. */
export async function calibratingRows(): Promise<readonly HistoryRow[]> {
  return (await listKept()).filter(mayCalibrate);
}

function mayCalibrate(row: HistoryRow): boolean {
  const isSound = row.phase === 'done' && row.verdict === 'valid' && !row.altered && isMeasuredHere(row);
  return isSound && (row.kind === 'run' || (row.setup.study === 'sweep' && row.setup.sweep === 'batch-size'));
}

/** A kept run or sweep with the profile that follows from it. */
export interface Calibration {
  readonly id: string;
  readonly profile: ServiceProfile;
  /** `null` of a sweep. */
  readonly run: RunState | null;
}

/**
 * @param reference for what the run does not tell
 * @throws TrilaneError `unknown-run`, `kept-unreadable`, `newer-schema`; `too-little-to-calibrate` where it has too few answers
 */
export async function calibrationFrom(id: string, reference: ServiceProfile): Promise<Calibration> {
  const row = (await listKept()).find((one) => one.id === id);
  const opened = await loadKept(id);
  const profile = row && mayCalibrate(row) ? profileOf(opened, reference) : null;
  if (!profile) throw new TrilaneError('too-little-to-calibrate', `The run ${id} does not tell how long things take.`);
  return { id, profile, run: opened.kind === 'run' ? opened.run : null };
}

function profileOf(opened: Opened, reference: ServiceProfile): ServiceProfile | null {
  if (opened.kind === 'study') return profileOfStudy(opened.study, reference);
  const measured = measuredRunOf(opened.run);
  return measured && profileOfRun(measured, reference);
}

function profileOfStudy({ setup, startedAt, result }: StudyState<unknown>, reference: ServiceProfile) {
  if (setup?.study !== 'sweep' || startedAt === null) return null;
  const sweep = sweepOf(result as SweepResult, startedAt);
  return sweep && profileOfSweep(sweep, reference);
}

/** The times of each batch size, a value a pass. */
function sweepOf({ lane, modelId, samples }: SweepResult, startedAt: string): MeasuredSweep | null {
  const [first] = samples;
  if (!first) return null;
  const times = new Map<number, number[]>();
  for (const { batchSize, versionId, perCallMs } of samples)
    if (versionId === first.versionId) times.set(batchSize, [...(times.get(batchSize) ?? []), perCallMs]);
  return {
    ...{ startedAt, target: { modelId, versionId: first.versionId }, isOnDevice: lane === 'edge' },
    sizes: [...times].map(([size, values]) => ({ size, values })),
  };
}
