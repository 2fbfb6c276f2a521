/** Ideas that mislead, which feedback calls by name. Words under `exercises.misconceptions.<id>`. */
export const MISCONCEPTION_IDS = [
  'batch-is-slow-online',
  'edge-is-always-slower',
  'edge-is-always-faster',
  'throughput-is-one-over-latency',
  'the-average-says-it-all',
  'a-faster-model-fixes-a-queue',
  'webgpu-is-always-faster',
  'offline-means-no-ml',
  'smaller-is-always-faster',
  'more-threads-are-always-faster',
  'batching-always-pays',
  'the-network-is-nothing',
  'the-model-is-all-the-time',
  'one-run-is-enough',
  'idle-costs-nothing',
  'fresh-is-free',
  'full-is-efficient',
] as const;
export type MisconceptionId = (typeof MISCONCEPTION_IDS)[number];
