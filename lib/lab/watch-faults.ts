import 'client-only';
import type { RunFaults } from '../measure/faults';

type Noticed = Partial<Pick<RunFaults, 'wasHidden' | 'sleptMs' | 'underPressure'>> & { readonly longTaskMs?: number };

/** A heartbeat this often; one that comes later than `ASLEEP_AFTER_MS` found the device or the page standing still. */
const BEAT_MS = 1000;
const ASLEEP_AFTER_MS = 5000;

interface PressureRecord {
  readonly state: 'nominal' | 'fair' | 'serious' | 'critical';
}
type PressureObserver = new (
  onChange: (records: readonly PressureRecord[]) => void,
) => {
  observe(source: 'cpu', options: { sampleInterval: number }): Promise<void>;
  disconnect(): void;
};

/** Whether this browser tells of long tasks at all. */
export const tellsLongTasks = () => PerformanceObserver.supportedEntryTypes.includes('longtask');

/**
 * Watches the page while lanes run for what makes their figures suspect: hidden, asleep, under pressure, busy.
 * @returns stops the watching
 */
export function watchFaults(onNotice: (noticed: Noticed) => void): () => void {
  let lastBeatMs = Date.now();
  const onVisibility = () => {
    // Timers were held back while it was hidden: that is no sleep.
    lastBeatMs = Date.now();
    if (document.visibilityState === 'hidden') onNotice({ wasHidden: true });
  };
  onVisibility();
  document.addEventListener('visibilitychange', onVisibility);

  // The wall clock goes on while a device sleeps; the page's own clock may not.
  const beat = setInterval(() => {
    const gapMs = Date.now() - lastBeatMs;
    lastBeatMs += gapMs;
    // A hidden page's timers are held back on purpose, and that has a name of its own.
    if (gapMs > ASLEEP_AFTER_MS && document.visibilityState === 'visible') onNotice({ sleptMs: gapMs - BEAT_MS });
  }, BEAT_MS);

  const tasks = tellsLongTasks()
    ? new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) onNotice({ longTaskMs: duration });
      })
    : null;
  tasks?.observe({ type: 'longtask' });

  const Observer = (globalThis as { PressureObserver?: PressureObserver }).PressureObserver;
  const pressure = Observer
    ? new Observer((records) => {
        if (records.some(({ state }) => state === 'serious' || state === 'critical')) onNotice({ underPressure: true });
      })
    : null;
  // Refused where the policy of the page or the device does not allow it: then nothing is said.
  void pressure?.observe('cpu', { sampleInterval: BEAT_MS }).catch(() => {});

  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    clearInterval(beat);
    tasks?.disconnect();
    pressure?.disconnect();
  };
}
