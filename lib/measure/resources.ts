/**
 * How CPU time was counted. `own-work`: the lane's own work in all processes of the server (SPEC 7.7). `worker-busy-time`: the
 * time the worker in the browser was busy, times its threads. `process`, in files of before: all that one process used, the
 * server's online, the batch worker's in the batch lane, whoever it was for.
 */
export const CPU_METHODS = ['own-work', 'worker-busy-time', 'process'] as const;
export type CpuMethod = (typeof CPU_METHODS)[number];

/** What the processes of a lane on the server spent beside the lane's own work, while it ran. */
export interface CpuApart {
  /** What they would have spent anyway, by what they spend at rest; `null`: not known, and contained in the own work. */
  readonly idleSeconds: number | null;
  readonly othersSeconds: number;
  /** Others used the server meanwhile: the own work is the lane's share of all work, an estimate. */
  readonly isShared: boolean;
  /** The embedded database is among the processes that were counted; a database elsewhere cannot be. */
  readonly isDatabaseCounted: boolean;
}

/** What a lane used while it ran. `null` = cannot be measured there; never guessed. */
export interface ResourceUse {
  /** CPU time, or what stands for it (`cpuMethod` says which). */
  readonly cpuSeconds: number | null;
  readonly cpuMethod: CpuMethod;
  /** Absent where nothing was told apart. */
  readonly cpuApart?: CpuApart | undefined;
  /** Threads that computed side by side in one call of the model; absent in files of before. */
  readonly computeThreads?: number | undefined;
  readonly peakMemoryBytes: number | null;
  readonly memoryMethod: 'process-rss' | 'wasm-heap';
  /** Over the connection during the run. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Whether the headers of requests and answers are in them; absent in files of before: bodies alone. */
  readonly bytesMethod?: 'bodies' | 'with-headers' | undefined;
  /** Fetched before the run, once: runtime and model (edge). As transferred; 0 when they came from the cache. */
  readonly bytesOnce: number;
  /** As many of them as a new device fetches, whether they came from the cache or not; absent where the browser does not tell, and in files of before. */
  readonly bytesOnceCold?: number | undefined;
  /** Requests that the browser sent again by itself, for their connection had dropped (online); absent where nobody counts. */
  readonly resentCount?: number | undefined;
  /** Half of the items waited so long or longer for jobs of others (batch); absent where nothing can, and in files of before. ms */
  readonly waitForOthersMs?: number | undefined;
  /** Share of the time the thread that serves was busy, 0..1; `null` off the server. */
  readonly eventLoopUtilisation: number | null;
}
