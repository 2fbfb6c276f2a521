import type { MadeLane } from './lanes/make-lane';
import type { AreaOverTime } from './statistics/time-average';

/** What stands and works in one part of a lane over time. */
export interface PartLevels {
  readonly queue: AreaOverTime;
  readonly busy: AreaOverTime;
  /** Workers or devices that are there. */
  readonly workers: AreaOverTime;
}

/** Of a lane: of each of its pools, then of its job, then of its fleet. */
export interface LaneLevels {
  readonly pools: readonly PartLevels[];
  readonly job: PartLevels | null;
  readonly fleet: PartLevels | null;
}

/** @param lastMs the end of the run; levels that are told when they change are told up to there */
export function levelsOf(
  { pools, job, fleet }: MadeLane,
  devices: number,
  workers: number,
  lastMs: number,
): LaneLevels {
  const changing = [...pools.flatMap(({ queue, servers }) => [queue, servers.busy, servers.capacity, servers.paid])];
  if (job) changing.push(job.queue, job.busy);
  for (const level of changing) level.change(lastMs, 0);
  return {
    pools: pools.map(({ queue, servers }) => ({
      queue: queue.levels,
      busy: servers.busy.levels,
      workers: servers.capacity.levels,
    })),
    job: job && { queue: job.queue.levels, busy: job.busy.levels, workers: always(workers) },
    fleet: fleet && { queue: fleet.waiting, busy: fleet.busy, workers: always(devices) },
  };
}

const always = (level: number): AreaOverTime => ({ areaOf: (fromMs, toMs) => level * (toMs - fromMs) });

export const partsOf = ({ pools, job, fleet }: LaneLevels): readonly PartLevels[] => [
  ...pools,
  ...(job ? [job] : []),
  ...(fleet ? [fleet] : []),
];

/** Of all parts together. */
export const areaOf = (levels: LaneLevels, of: keyof PartLevels, fromMs: number, toMs: number): number =>
  partsOf(levels).reduce((sum, part) => sum + part[of].areaOf(fromMs, toMs), 0);

/** Busy time over the time that workers or devices were there; 0 where none were. */
export function utilisationOf({ busy, workers }: PartLevels, fromMs: number, toMs: number): number {
  const could = workers.areaOf(fromMs, toMs);
  return could > 0 ? busy.areaOf(fromMs, toMs) / could : 0;
}

/** Of the part that is busiest: a lane is as near to its end as that one. */
export const busiestOf = (levels: LaneLevels, fromMs: number, toMs: number): number =>
  Math.max(0, ...partsOf(levels).map((part) => utilisationOf(part, fromMs, toMs)));
