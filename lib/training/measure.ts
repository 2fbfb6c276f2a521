/**
 * Runs a model file, natively (onnxruntime-node) or in WebAssembly
 * (onnxruntime-web), and measures its accuracy and how far runtimes and batch
 * sizes agree.
 */
import { readFileSync } from 'node:fs';
import * as native from 'onnxruntime-node';
import * as web from 'onnxruntime-web/wasm';
import { IMAGE_PIXELS, type Split, toInput } from './idx';

/**
 * "unfused" is native with graph optimisation off: a quantised graph is then
 * computed in floats, rounded to the same steps. No lane runs it; it stands for
 * a correct implementation whose roundings differ.
 */
type Runtime = 'native' | 'wasm' | 'unfused';

export const CLASS_COUNT = 10;

/** The batch sizes compared: one, the online cap, the batch lane's. */
const COMPARED_BATCHES = [1, 32, 128] as const;
/** The standard normal quantile for a two-sided interval of 95 %. */
const Z_95 = 1.959964;

web.env.wasm.numThreads = 1;

export interface Accuracy {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly interval: 'Wilson 95 %';
}

export interface Agreement {
  /** The largest difference between two probabilities for the same image and class. */
  readonly largestDifference: number;
  /** The same among native runs of different batch sizes alone. */
  readonly largestDifferenceNative: number;
  /** The same between native runs with the graph as optimised and as written. */
  readonly largestDifferenceUnfused: number;
  /** Images whose most probable class is not the same everywhere. */
  readonly changedAnswers: number;
}

/** Probabilities, image by image, ten each. */
export async function probabilities(
  file: string,
  images: Split,
  runtime: Runtime,
  batch: number,
): Promise<Float32Array> {
  const { InferenceSession, Tensor } = runtime === 'wasm' ? web : native;
  const session = await InferenceSession.create(new Uint8Array(readFileSync(file)), {
    executionProviders: [runtime === 'wasm' ? 'wasm' : 'cpu'],
    graphOptimizationLevel: runtime === 'unfused' ? 'disabled' : 'all',
    intraOpNumThreads: 1,
  });
  const answers = new Float32Array(images.count * CLASS_COUNT);
  for (let start = 0; start < images.count; start += batch) {
    const count = Math.min(batch, images.count - start);
    const pixels = images.images.subarray(start * IMAGE_PIXELS, (start + count) * IMAGE_PIXELS);
    const image = new Tensor('float32', toInput(pixels), [count, 1, 28, 28]);
    const { probabilities: output } = await session.run({ image });
    if (!(output?.data instanceof Float32Array)) throw new Error(`${file}: no probabilities`);
    answers.set(output.data, start * CLASS_COUNT);
  }
  await session.release();
  return answers;
}

/** The most probable class of each image. */
export function classify(answers: Float32Array): Uint8Array {
  return Uint8Array.from({ length: answers.length / CLASS_COUNT }, (_, image) => {
    const row = answers.subarray(image * CLASS_COUNT, (image + 1) * CLASS_COUNT);
    return row.indexOf(Math.max(...row));
  });
}

export function countCorrect(classes: Uint8Array, labels: Uint8Array): number {
  return classes.reduce((sum, answer, image) => sum + Number(answer === labels[image]), 0);
}

/** The class answered worst: the share of its images that are recognised. */
export function weakestClass(classes: Uint8Array, labels: Uint8Array): [number, number] {
  const shares = Array.from({ length: CLASS_COUNT }, (_, wanted) => {
    const own = classes.filter((_answer, image) => labels[image] === wanted);
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

/** Compares both runtimes at every compared batch size on the same images. */
export async function measureAgreement(file: string, images: Split): Promise<Agreement> {
  const runs: { runtime: Runtime; answers: Float32Array }[] = [];
  for (const runtime of ['native', 'wasm'] as const) {
    for (const batch of COMPARED_BATCHES) {
      runs.push({ runtime, answers: await probabilities(file, images, runtime, batch) });
    }
  }
  const all = runs.map(({ answers }) => answers);
  const unfused = await probabilities(file, images, 'unfused', 32);
  const nativeOnly = runs.filter(({ runtime }) => runtime === 'native').map((run) => run.answers);
  return {
    largestDifference: largestSpread(all),
    largestDifferenceNative: largestSpread(nativeOnly),
    largestDifferenceUnfused: largestSpread([...nativeOnly, unfused]),
    changedAnswers: changedAnswers(all.map(classify)),
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
  return first.filter((answer, image) => runs.some((run) => run[image] !== answer)).length;
}

function rounded(share: number): number {
  return Math.round(share * 1e5) / 1e5;
}
