import type { MadeLane } from './lanes/make-lane';

/** How high something stood, as an area over time. */
interface Area {
  areaOf(fromMs: number, toMs: number): number;
}

/** What stands and works in a lane over time, in all of its parts. */
export interface LaneLevels {
  readonly queue: readonly Area[];
  readonly busy: readonly Area[];
  /** Workers or devices that are there. */
  readonly workers: readonly Area[];
}

/** @param lastMs the end of the run; levels that are told when they change are told up to there */
export function levelsOf(
  { pools, job, fleet }: MadeLane,
  devices: number,
  workers: number,
  lastMs: number,
): LaneLevels {
  const changing = [...pools.flatMap(({ queue, busy, servers }) => [queue, busy, servers.capacity, servers.paid])];
  if (job) changing.push(job.queue, job.busy);
  for (const level of changing) level.change(lastMs, 0);
  return {
    queue: [
      ...pools.map(({ queue }) => queue.levels),
      ...(job ? [job.queue.levels] : []),
      ...(fleet ? [fleet.waiting] : []),
    ],
    busy: [...pools.map(({ busy }) => busy.levels), ...(job ? [job.busy.levels] : []), ...(fleet ? [fleet.busy] : [])],
    workers: [
      ...pools.map(({ servers }) => servers.capacity.levels),
      ...(job ? [always(workers)] : []),
      ...(fleet ? [always(devices)] : []),
    ],
  };
}

const always = (level: number): Area => ({ areaOf: (fromMs, toMs) => level * (toMs - fromMs) });

export const areaOf = (areas: readonly Area[], fromMs: number, toMs: number): number =>
  areas.reduce((sum, one) => sum + one.areaOf(fromMs, toMs), 0);
