import type { Engine } from '../../engine/contract';
import { createHttpEngine } from '../../engine/http';
import { readPublicFile } from '../../engine/server/public-file';
import { reportOf, TrilaneError } from '../../errors';
import { createRealClock } from '../../experiment/clock';
import { emulate, networkRandom } from '../../experiment/emulated-engine';
import { FLUSH_EVERY_MS } from '../../experiment/flush-turns';
import { metered } from '../../experiment/metered';
import { type PreparedInputs, prepareInputs } from '../../experiment/prepared-inputs';
import { runExperiment } from '../../experiment/run-experiment';
import type { Measurement } from '../../measure/measurement';
import { findModel } from '../../model';
import { decoderOf } from '../../model/answer';
import { loadSamples, type SampleSet } from '../../model/samples';
import { online } from '../../modes/online';
import { createWorkload } from '../../workload/workload';
import type { FromGenerator, GeneratorRun, ToGenerator } from './generator-protocol';
import { findLoopback } from './loopback';

/** Calls before the clock starts, so that a process just started is not timed while it warms up. Whichever ends first. */
const WARM_UP = { calls: 200, ms: 400 } as const;

/**
 * Serves the parent process: plays a workload into the server's online lane, over HTTP like any other client. Node's
 * `fetch` opens as many connections as there are calls, and keeps them.
 */
export function runLoadGenerator(): void {
  const cancelled = new AbortController();
  const sampleSets = new Map<string, SampleSet>();
  const tell = (event: FromGenerator) => process.send?.(event);

  async function work(run: GeneratorRun): Promise<void> {
    const engine = createHttpEngine({ baseUrl: await findLoopback(run.port, cancelled.signal) });
    try {
      const samples = await samplesOf(run);
      await play(run, engine, samples);
    } finally {
      await engine.dispose();
    }
  }

  async function play(run: GeneratorRun, engine: Engine, samples: SampleSet): Promise<void> {
    const { target, conditions, timeoutMs } = run;
    const workload = createWorkload(run.workload);
    if (workload.count === 0) throw new TrilaneError('too-few-samples', 'No sample arrives in this time.');
    const inputs = prepareInputs(samples, workload);
    const { signal } = cancelled;
    const clock = createRealClock();
    await engine.load(target, { signal });
    await warmUp(engine, inputs, workload.count, signal);
    const { result: elapsedMs, resources } = await metered(engine, { clock, signal }, async () => {
      const random = networkRandom(run.workload.seed);
      const startMs = clock.now();
      let pending: Measurement[] = [];
      const flush = () => {
        tell({ type: 'measurements', elapsedMs: clock.now() - startMs, measurements: pending });
        pending = [];
      };
      tell({ type: 'started' });
      const beat = setInterval(flush, FLUSH_EVERY_MS);
      try {
        for await (const measurement of runExperiment({
          mode: online,
          workload,
          inputs,
          engine: emulate(engine, conditions, { clock, random }),
          decode: decoderOf(findModel(target.modelId)),
          clock,
          signal,
          intervalMs: Number.POSITIVE_INFINITY,
          stall: conditions.stall,
          ...(timeoutMs !== null && { timeoutMs }),
        }))
          pending.push(measurement);
      } finally {
        clearInterval(beat);
        flush();
      }
      return clock.now() - startMs;
    });
    tell({ type: 'done', elapsedMs, resources });
  }

  async function samplesOf({ target, publicRoot }: GeneratorRun): Promise<SampleSet> {
    const known = sampleSets.get(target.modelId);
    if (known) return known;
    const samples = await loadSamples(findModel(target.modelId), (file) => readPublicFile(publicRoot, file));
    sampleSets.set(target.modelId, samples);
    return samples;
  }

  process.on('message', (message: ToGenerator) => {
    if (message.type === 'cancel') return cancelled.abort();
    work(message.run)
      .catch((thrown) => tell({ type: 'failed', error: reportOf(thrown, 'engine-died') }))
      .finally(() => cancelled.signal.aborted && process.exit());
  });
  // The parent is gone: nobody is left to work for.
  process.on('disconnect', () => process.exit());
}

async function warmUp(engine: Engine, inputs: PreparedInputs, count: number, signal: AbortSignal): Promise<void> {
  const untilMs = performance.now() + WARM_UP.ms;
  for (let call = 0; call < WARM_UP.calls && performance.now() < untilMs; call++)
    await engine.infer(inputs.batch([call % count]), { signal });
}
