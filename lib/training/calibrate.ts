/**
 * Finds the range of values of inner tensors by running a float model on
 * training images.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { IMAGE_PIXELS, type Split, toInput } from './idx';
import { exposeValues, type FloatModel } from './onnx-graph';

/** Both ends include zero, so that zero (padding, ReLU) is represented exactly. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

const BATCH = 32;
/**
 * The share of values kept on each side. Cutting off the rarest ones makes the
 * steps for all others finer.
 */
const KEPT_SHARE = 0.9999;
/** Every 61st value is enough; a prime does not fall into step with rows or channels. */
const STRIDE = 61;

/** The range of each named value over the images. */
export async function calibrate(
  model: FloatModel,
  names: readonly string[],
  images: Split,
): Promise<Map<string, Range>> {
  const session = await InferenceSession.create(exposeValues(model, names), {
    graphOptimizationLevel: 'disabled', // keeps the inner values as they are written in the graph
    intraOpNumThreads: 1,
  });
  const seen = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let start = 0; start < images.count; start += BATCH) {
    const count = Math.min(BATCH, images.count - start);
    const pixels = images.images.subarray(start * IMAGE_PIXELS, (start + count) * IMAGE_PIXELS);
    const input = new Tensor('float32', toInput(pixels), [count, 1, 28, 28]);
    const results = await session.run({ [model.inputName]: input });
    for (const [name, values] of seen) {
      const data = results[name]?.data;
      if (!(data instanceof Float32Array)) throw new Error(`no float values for ${name}`);
      for (let index = 0; index < data.length; index += STRIDE) values.push(data[index] ?? 0);
    }
  }
  await session.release();
  return new Map([...seen].map(([name, values]) => [name, rangeOf(values)]));
}

function rangeOf(values: readonly number[]): Range {
  const sorted = Float32Array.from(values).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: Math.min(0, at(1 - KEPT_SHARE)), high: Math.max(0, at(KEPT_SHARE)) };
}
