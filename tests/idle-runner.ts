import type { ChunkRunner } from '@/lib/batch/worker/chunk-runner';

/** Does no work: what is tested is who has which chunk. */
export const idleRunner: ChunkRunner = {
  prepare: async (chunk) => ({ chunk, rows: null, readMs: 0 }),
  compute: async (prepared) => ({ ...prepared, outputs: null, computeMs: 0, loadMs: 0, batchSize: 0 }),
  write: async ({ chunk }) => ({
    output: { key: `jobs/${chunk.jobId}/${chunk.claim}`, sizeBytes: 1, sha256: 'x' },
    summary: { classCounts: [chunk.rows], labelled: 0, correct: 0 },
    durations: { loadMs: 0, readMs: 0, computeMs: 0, writeMs: 0 },
    use: { cpuSeconds: 0, peakRssBytes: 0 },
    environment: {},
  }),
  begin() {},
  rest() {},
  rowsDone: () => 0,
  stop() {},
};
