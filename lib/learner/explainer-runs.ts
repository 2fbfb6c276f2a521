import 'client-only';
import { listRuns, loadRun } from '../lab/history';
import { type Trace, traceOf } from '../lesson/explainer/trace';

/** A run kept on this device that the explainer can play. */
export interface PlayableRun {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Answers of the lane with most of them. */
  readonly answered: number;
}

/** Those with an answer, the newest first. @throws TrilaneError `storage-failed` */
export async function listPlayableRuns(): Promise<readonly PlayableRun[]> {
  return (await listRuns()).flatMap(({ id, startedAt, lanes }) => {
    const answered = Math.max(0, ...lanes.map(({ completed }) => completed));
    return answered > 0 ? [{ id, startedAt, answered }] : [];
  });
}

/**
 * The answered items of the last repeat of a run.
 * @throws TrilaneError `storage-failed`, `unknown-run`, and what `parseRun` throws
 */
export async function loadTrace(id: string): Promise<Trace> {
  const { records } = await loadRun(id);
  return traceOf(
    Object.fromEntries(
      records.map(({ modeId, measurements }) => [
        modeId,
        measurements
          .filter(({ outcome }) => outcome === 'completed')
          .map(({ arrivedAtMs, startedAtMs, finishedAtMs }) => [arrivedAtMs, startedAtMs, finishedAtMs]),
      ]),
    ),
  );
}
