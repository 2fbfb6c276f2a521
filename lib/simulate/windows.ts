import { COMPLETED, PENDING, type Requests } from './events/requests';
import { areaOf, busiestOf, type LaneLevels, type PartLevels, utilisationOf } from './lane-levels';
import type { Windows } from './simulated-lane';
import { quantilesInPlace } from './statistics/quantiles';

const WINDOWS = 60;

/** The highest utilisation of a part in one of those windows. */
export function utilisationMost(part: PartLevels, lastMs: number): number {
  const widthMs = lastMs / WINDOWS;
  const each = Array.from({ length: WINDOWS }, (_, index) =>
    utilisationOf(part, index * widthMs, (index + 1) * widthMs),
  );
  return Math.max(...each);
}

/** What happened in each of sixty windows of equal width. */
export function windowsOf(requests: Requests, levels: LaneLevels, lastMs: number): Windows {
  const widthMs = lastMs / WINDOWS;
  const windowAt = (atMs: number) => (widthMs > 0 ? Math.min(WINDOWS - 1, Math.floor(atMs / widthMs)) : 0);
  const arrived = new Array<number>(WINDOWS).fill(0);
  const completed = new Array<number>(WINDOWS).fill(0);
  const unanswered = new Array<number>(WINDOWS).fill(0);
  const p50Ms = new Array<number | null>(WINDOWS).fill(null);
  const p95Ms = new Array<number | null>(WINDOWS).fill(null);
  const { arrivedAtMs, latencyMs, outcome } = requests;
  let latencies = new Float64Array(1024);
  let count = 0;
  let window = 0;
  const close = () => {
    if (count === 0) return;
    const [p50 = 0, p95 = 0] = quantilesInPlace(latencies.subarray(0, count), [0.5, 0.95]);
    p50Ms[window] = p50;
    p95Ms[window] = p95;
    count = 0;
  };
  // Requests are numbered as they arrive: those of a window stand together.
  for (let request = 0; request < requests.arrived; request++) {
    const atMs = arrivedAtMs[request] as number;
    const mine = windowAt(atMs);
    if (mine !== window) {
      close();
      window = mine;
    }
    arrived[mine] = (arrived[mine] ?? 0) + 1;
    if (outcome[request] === COMPLETED) {
      const latency = latencyMs[request] as number;
      const end = windowAt(atMs + latency);
      completed[end] = (completed[end] ?? 0) + 1;
      if (count === latencies.length) {
        const more = new Float64Array(count * 2);
        more.set(latencies);
        latencies = more;
      }
      latencies[count++] = latency;
    } else if (outcome[request] !== PENDING) unanswered[mine] = (unanswered[mine] ?? 0) + 1;
  }
  close();
  const each = (of: (fromMs: number, toMs: number) => number) =>
    Array.from({ length: WINDOWS }, (_, index) => (widthMs > 0 ? of(index * widthMs, (index + 1) * widthMs) : 0));
  const means = (of: keyof PartLevels) => each((fromMs, toMs) => areaOf(levels, of, fromMs, toMs) / widthMs);
  return {
    ...{ widthMs, arrived, completed, unanswered, p50Ms, p95Ms },
    queue: means('queue'),
    utilisation: each((fromMs, toMs) => busiestOf(levels, fromMs, toMs)),
    workers: means('workers'),
  };
}
