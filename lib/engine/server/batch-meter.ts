/** How often the memory of the process is looked at while a job runs, ms. Reading it costs about 20 us. */
const SAMPLING_MS = 20;

export interface ProcessMeter {
  stop(): { readonly cpuSeconds: number; readonly peakRssBytes: number };
}

/**
 * Meters this process from now on. The peak is the highest memory seen while metering; where the kernel's own
 * high-water mark moved meanwhile it was reached within this time, and counts as well.
 */
export function meterProcess(): ProcessMeter {
  const cpuBefore = process.cpuUsage();
  const markBefore = highWaterMarkBytes();
  let peakRssBytes = process.memoryUsage.rss();
  const sample = () => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  };
  const timer = setInterval(sample, SAMPLING_MS);
  return {
    stop() {
      clearInterval(timer);
      sample();
      const mark = highWaterMarkBytes();
      const { user, system } = process.cpuUsage(cpuBefore);
      return {
        cpuSeconds: (user + system) / 1e6,
        peakRssBytes: mark > markBefore ? Math.max(mark, peakRssBytes) : peakRssBytes,
      };
    },
  };
}

function highWaterMarkBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
