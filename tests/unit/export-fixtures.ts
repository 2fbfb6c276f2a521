import { workloadSpecOf } from '@/lib/experiment/setup';
import { defaultSetup } from '@/lib/experiment/setup-url';
import type { RunSource } from '@/lib/export/run-document';
import { NO_FAULTS } from '@/lib/measure/faults';
import { findVersion, MANIFEST } from '@/lib/model';
import { MODE_IDS } from '@/lib/modes';
import { createWorkload } from '@/lib/workload/workload';
import { completed, failed, recordOf, used } from './measure-fixtures';

/** A finished run of two repeats over three lanes, each a few items with one failure. */
export function exampleRun(count = 12): RunSource {
  const setup = { ...defaultSetup(), count, repeats: 2 };
  const { sha256 } = findVersion(setup);
  const sampleCount = MANIFEST.models.find(({ id }) => id === setup.modelId)?.samples.count ?? 0;
  const workload = createWorkload(workloadSpecOf(setup, sampleCount));
  const passOf = (pass: number) => ({
    order: pass === 0 ? MODE_IDS : [...MODE_IDS].reverse(),
    records: MODE_IDS.map((modeId, lane) => {
      const measurements = Array.from({ length: count }, (_, item) => {
        const arrived = workload.arrivedAtMs[item] ?? 0;
        const tookMs = 2 + lane + pass + (item % 5) / 7;
        return item === 5
          ? failed(item, arrived)
          : completed(
              item,
              { arrived, started: arrived + 0.125, finished: arrived + tookMs },
              {
                stages: { queueMs: 0.25, computeMs: 1.1 + lane / 3 },
                batchSize: 1 + (item % 2),
                classIndex: item % 10,
              },
            );
      }).sort((a, b) => a.finishedAtMs - b.finishedAtMs);
      return recordOf(modeId, measurements, { resources: used({ bytesSent: 3136 * count }) });
    }),
  });
  const repeats = [passOf(0), passOf(1)];
  const model = {
    sha256,
    coldStart: { fetchMs: 12.5, compileMs: 30.25, firstRunMs: 4 },
    environment: { runtime: 'onnxruntime-web', version: '1.30.0', threads: 2, simd: true },
  };
  return {
    phase: 'done',
    startedAt: '2026-11-22T10:00:00.000Z',
    setup,
    samples: { labels: Uint8Array.from({ length: sampleCount }, (_, index) => index % 10) },
    workload,
    records: repeats[1]?.records ?? [],
    repeats,
    loaded: { batch: model, online: model, edge: model },
    parity: { state: 'agreed', difference: 1e-7, tolerance: 1e-5, sampleCount: 16, sha256 },
    faults: NO_FAULTS,
    pageMemoryBytes: 48_000_000,
    error: null,
  };
}
