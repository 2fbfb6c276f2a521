/**
 * Runs a model file, natively (onnxruntime-node) or in WebAssembly
 * (onnxruntime-web), and measures its accuracy and how far runtimes and batch
 * sizes agree.
 */
import { readFileSync } from 'node:fs';
import * as native from 'onnxruntime-node';
import * as web from 'onnxruntime-web/wasm';
import { Z_95 } from './roc-area';
import type { TestSet } from './test-set';

/**
 * "unfused" is native with graph optimisation off: a quantised graph is then
 * computed in floats, rounded to the same steps. No lane runs it; it stands for
 * a correct implementation whose roundings differ.
 */
type Runtime = 'native' | 'wasm' | 'unfused';

/** The batch sizes compared: one, the online cap, the batch lane's. */
const COMPARED_BATCHES = [1, 32, 128] as const;
web.env.wasm.numThreads = 1;

export interface Accuracy {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly interval: 'Wilson 95 %';
}

export interface Agreement {
  /** The largest difference between two probabilities for the same sample and class. */
  readonly largestDifference: number;
  /** The same among native runs of different batch sizes alone. */
  readonly largestDifferenceNative: number;
  /** The same between native runs with the graph as optimised and as written. */
  readonly largestDifferenceUnfused: number;
  /** Samples whose most probable class is not the same everywhere. */
  readonly changedAnswers: number;
}

/** Probabilities, sample by sample, one a class. */
export async function probabilities(
  file: string,
  samples: TestSet,
  runtime: Runtime,
  batch: number,
): Promise<Float32Array> {
  const { InferenceSession, Tensor } = runtime === 'wasm' ? web : native;
  const session = await InferenceSession.create(new Uint8Array(readFileSync(file)), {
    executionProviders: [runtime === 'wasm' ? 'wasm' : 'cpu'],
    graphOptimizationLevel: runtime === 'unfused' ? 'disabled' : 'all',
    intraOpNumThreads: 1,
  });
  const { inputName, rowShape, classCount } = samples;
  const answers = new Float32Array(samples.count * classCount);
  for (let start = 0; start < samples.count; start += batch) {
    const count = Math.min(batch, samples.count - start);
    const input = new Tensor('float32', samples.rows(start, count), [count, ...rowShape]);
    const { probabilities: output } = await session.run({ [inputName]: input });
    if (!(output?.data instanceof Float32Array)) throw new Error(`${file}: no probabilities`);
    answers.set(output.data, start * classCount);
  }
  await session.release();
  return answers;
}

/** The most probable class of each sample. */
export function classify(answers: Float32Array, classCount: number): Uint8Array {
  return Uint8Array.from({ length: answers.length / classCount }, (_, sample) => {
    const row = answers.subarray(sample * classCount, (sample + 1) * classCount);
    return row.indexOf(Math.max(...row));
  });
}

export function countCorrect(classes: Uint8Array, labels: Uint8Array): number {
  return classes.reduce((sum, answer, sample) => sum + Number(answer === labels[sample]), 0);
}

/** The class answered worst: the share of its samples that are recognised. */
export function weakestClass(classes: Uint8Array, labels: Uint8Array, classCount: number): [number, number] {
  const shares = Array.from({ length: classCount }, (_, wanted) => {
    const own = classes.filter((_answer, sample) => labels[sample] === wanted);
    return own.filter((answer) => answer === wanted).length / own.length;
  });
  const lowest = Math.min(...shares);
  return [shares.indexOf(lowest), lowest];
}

/**
 * The share of correct answers with its score interval.
 *
 * E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22 (1927), 209-212.
 */
export function wilson(correct: number, count: number): Accuracy {
  const share = correct / count;
  const shrink = 1 + Z_95 ** 2 / count;
  const centre = (share + Z_95 ** 2 / (2 * count)) / shrink;
  const spread = (Z_95 / shrink) * Math.sqrt((share * (1 - share)) / count + Z_95 ** 2 / (4 * count ** 2));
  return {
    value: rounded(share),
    low: rounded(centre - spread),
    high: rounded(centre + spread),
    count,
    interval: 'Wilson 95 %',
  };
}

/** Compares both runtimes at every compared batch size on the same samples. */
export async function measureAgreement(file: string, samples: TestSet): Promise<Agreement> {
  const runs: { runtime: Runtime; answers: Float32Array }[] = [];
  for (const runtime of ['native', 'wasm'] as const) {
    for (const batch of COMPARED_BATCHES) {
      runs.push({ runtime, answers: await probabilities(file, samples, runtime, batch) });
    }
  }
  const all = runs.map(({ answers }) => answers);
  const unfused = await probabilities(file, samples, 'unfused', 32);
  const nativeOnly = runs.filter(({ runtime }) => runtime === 'native').map((run) => run.answers);
  return {
    largestDifference: largestSpread(all),
    largestDifferenceNative: largestSpread(nativeOnly),
    largestDifferenceUnfused: largestSpread([...nativeOnly, unfused]),
    changedAnswers: changedAnswers(all.map((answers) => classify(answers, samples.classCount))),
  };
}

function largestSpread(runs: readonly Float32Array[]): number {
  const [first] = runs;
  if (!first) return 0;
  return first.reduce((largest, _, index) => {
    const values = runs.map((run) => run[index] ?? Number.NaN);
    return Math.max(largest, Math.max(...values) - Math.min(...values));
  }, 0);
}

function changedAnswers(runs: readonly Uint8Array[]): number {
  const [first] = runs;
  if (!first) return 0;
  return first.filter((answer, sample) => runs.some((run) => run[sample] !== answer)).length;
}

function rounded(share: number): number {
  return Math.round(share * 1e5) / 1e5;
}
