import type { Clock } from '../../experiment/clock';
import type { StudyTasks } from './study-messages';

/** Sleeps to moments that are evenly apart. @returns how long after each it woke, ms */
export async function timeWakes(
  { count, everyMs }: StudyTasks['wakes']['ask'],
  clock: Clock,
): Promise<StudyTasks['wakes']['answer']> {
  const { signal } = new AbortController();
  const lateMs = new Float64Array(count);
  const startMs = clock.now();
  for (let wake = 0; wake < count; wake++) {
    const dueMs = startMs + (wake + 1) * everyMs;
    await clock.sleepUntil(dueMs, signal);
    lateMs[wake] = Math.max(0, clock.now() - dueMs);
  }
  return { lateMs };
}
