import 'client-only';
import type { RunFaults } from '../measure/faults';
import { createFootprintMeter, createProbePort, type FootprintMeter } from './footprint';
import { tellsLongTasks, watchFaults } from './watch-faults';

/** What makes the figures of a run suspect, from when the watching began. */
export interface PageWatch extends Pick<FootprintMeter, 'during'> {
  noticed(): Partial<RunFaults>;
  stop(): void;
}

export type WatchPage = () => PageWatch;

/** Watches the page while lanes run: hidden, asleep, under pressure; and how busy its own thread is. */
export const watchPage: WatchPage = () => {
  const meter = createFootprintMeter(createProbePort(), { tellsLongTasks: tellsLongTasks() });
  let noticed: Partial<RunFaults> = {};
  const stop = watchFaults(({ longTaskMs, ...now }) => {
    if (longTaskMs !== undefined) meter.longTask(longTaskMs);
    noticed = { ...noticed, ...now, sleptMs: Math.max(noticed.sleptMs ?? 0, now.sleptMs ?? 0) };
  });
  return {
    during: meter.during,
    noticed() {
      const footprint = meter.read();
      // Those of loading and between lanes are in nobody's way.
      return { ...noticed, footprint, longTasks: footprint.longTasks };
    },
    stop() {
      stop();
      meter.close();
    },
  };
};
