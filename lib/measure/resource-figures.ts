import type { CpuApart, ResourceUse } from './resources';

/** What a lane used, per prediction where that makes lanes comparable. `null` = cannot be measured there. */
export interface ResourceFigures {
  readonly cpuSecondsPer1000: number | null;
  readonly cpuMethod: ResourceUse['cpuMethod'];
  /** What was told apart from the lane's own work, in CPU-seconds; `null` where nothing was. */
  readonly cpuApart: CpuApart | null;
  readonly peakMemoryBytes: number | null;
  readonly memoryMethod: ResourceUse['memoryMethod'];
  readonly bytesSentPerItem: number | null;
  readonly bytesReceivedPerItem: number | null;
  /** Whether headers are in them. */
  readonly bytesMethod: NonNullable<ResourceUse['bytesMethod']>;
  /** Sent and received during the run. */
  readonly bytesTotal: number;
  readonly bytesOnce: number;
  /** What a new device fetches once. */
  readonly bytesOnceCold: number | null;
  /** Requests that the browser sent again by itself; 0 where nobody counts. */
  readonly resentCount: number;
  /** Half of the items waited so long or longer for jobs of others; 0 where nothing can. ms */
  readonly waitForOthersMs: number;
  readonly eventLoopUtilisation: number | null;
}

export function resourceFiguresOf(use: ResourceUse, completed: number): ResourceFigures {
  const perItem = (amount: number | null) => (amount === null || completed === 0 ? null : amount / completed);
  const cpuSecondsPerItem = perItem(use.cpuSeconds);
  return {
    cpuSecondsPer1000: cpuSecondsPerItem === null ? null : cpuSecondsPerItem * 1000,
    cpuMethod: use.cpuMethod,
    cpuApart: use.cpuApart ?? null,
    resentCount: use.resentCount ?? 0,
    waitForOthersMs: use.waitForOthersMs ?? 0,
    peakMemoryBytes: use.peakMemoryBytes,
    memoryMethod: use.memoryMethod,
    bytesSentPerItem: perItem(use.bytesSent),
    bytesReceivedPerItem: perItem(use.bytesReceived),
    bytesMethod: use.bytesMethod ?? 'bodies',
    bytesTotal: use.bytesSent + use.bytesReceived,
    bytesOnce: use.bytesOnce,
    // Files of before tell it only where it crossed the network in the run.
    bytesOnceCold: use.bytesOnceCold ?? (use.bytesOnce > 0 ? use.bytesOnce : null),
    eventLoopUtilisation: use.eventLoopUtilisation,
  };
}
