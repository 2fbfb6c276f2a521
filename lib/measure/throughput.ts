import type { LaneId } from './lane-record';
import { MOST_WINDOWS } from './rules';

/** Answers are counted in windows of this width while they come in; wider windows are sums of these. ms */
export const BASE_WINDOW_MS = 250;
const WINDOW_WIDTHS_MS = [250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000] as const;

/** The narrowest window that cuts a run of `runMs` into at most 30 (SPEC 3.3). ms */
export function windowMsFor(runMs: number): number {
  return WINDOW_WIDTHS_MS.find((widthMs) => runMs / widthMs <= MOST_WINDOWS) ?? 3_600_000;
}

/** What a lane contributes: its answers per base window, and how far its clock has come. */
export interface LaneAnswers {
  readonly id: LaneId;
  readonly answersPerWindow: readonly number[];
  readonly untilMs: number;
}

export interface ThroughputWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** Answers per second; a lane that is not there, or was done before, has no entry. */
  readonly perSecond: Readonly<Record<LaneId, number>>;
}

export interface Throughput {
  readonly windowMs: number;
  readonly windows: readonly ThroughputWindow[];
}

/** Answers per second over time, the same windows for every lane, each lane from its own start. */
export function throughputOf(lanes: readonly LaneAnswers[]): Throughput {
  const windowMs = windowMsFor(Math.max(0, ...lanes.map((lane) => lane.untilMs)));
  const perWindow = windowMs / BASE_WINDOW_MS;
  const countOf = ({ untilMs }: LaneAnswers) => Math.ceil(untilMs / windowMs);
  const windows = Array.from({ length: Math.max(0, ...lanes.map(countOf)) }, (_, index) => {
    const perSecond: Record<LaneId, number> = {};
    for (const lane of lanes) {
      if (index >= countOf(lane)) continue;
      const base = lane.answersPerWindow.slice(index * perWindow, (index + 1) * perWindow);
      perSecond[lane.id] = (base.reduce((sum, count) => sum + count, 0) * 1000) / windowMs;
    }
    return { fromMs: index * windowMs, toMs: (index + 1) * windowMs, perSecond };
  });
  return { windowMs, windows };
}
