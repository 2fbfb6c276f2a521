import 'client-only';
import { listRuns, loadRun } from '../lab/history';
import { type PlayedRun, playedRun } from '../lesson/explainer/played-run';

/** A run kept on this device that the explainer can play. */
export interface PlayableRun {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Answers of the lane with most of them. */
  readonly answered: number;
  readonly verdict: 'valid' | 'invalid';
}

/** Those with an answer, the newest first. @throws TrilaneError `kept-unreadable` */
export async function listPlayableRuns(): Promise<readonly PlayableRun[]> {
  return (await listRuns()).flatMap(({ id, startedAt, lanes, verdict }) => {
    const answered = Math.max(0, ...lanes.map(({ completed }) => completed));
    return answered > 0 ? [{ id, startedAt, answered, verdict }] : [];
  });
}

/**
 * The last repeat of a run.
 * @throws TrilaneError `kept-unreadable`, `unknown-run`, `newer-schema`
 */
export async function loadPlayedRun(id: string): Promise<PlayedRun> {
  const { records } = await loadRun(id);
  return playedRun(records);
}
