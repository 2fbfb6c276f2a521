/** What a lane used while it ran. `null` = cannot be measured there; never guessed. */
export interface ResourceUse {
  /** CPU time, or busy time x threads where a CPU clock is out of reach (`cpuMethod` says which). */
  readonly cpuSeconds: number | null;
  readonly cpuMethod: 'process' | 'worker-busy-time';
  readonly peakMemoryBytes: number | null;
  readonly memoryMethod: 'process-rss' | 'wasm-heap';
  /** Payload over the network during the run. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Fetched before the run, once: runtime and model (edge). As transferred; 0 when they came from the cache. */
  readonly bytesOnce: number;
  /** Requests that the browser sent again by itself, for their connection had dropped (online); absent where nobody counts. */
  readonly resentCount?: number | undefined;
  /** Share of the time the thread that serves was busy, 0..1; `null` off the server. */
  readonly eventLoopUtilisation: number | null;
}
