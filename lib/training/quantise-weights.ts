/**
 * Weights as 8-bit integers, one scale for each output channel.
 *
 * Symmetric (zero is 0), after Jacob et al., "Quantization and Training of
 * Neural Networks for Efficient Integer-Arithmetic-Only Inference" (2018).
 */
import type { FloatConstant } from './onnx-graph';

/**
 * Only -64..64 of the 8 bits is used. Processors with AVX2 but without VNNI
 * multiply unsigned by signed bytes and add two products in 16 bits, which
 * overflows silently: 2 x 255 x 127 > 32,767. With 64 the sum always fits
 * (2 x 255 x 64 = 32,640), so that every processor and WebAssembly compute the
 * same sums. The price is half the resolution of the weights; the static int8
 * versions still stay within 0.1 percentage points of their float originals.
 */
const LARGEST_STEP = 64;

interface QuantisedWeights {
  /** Same order as the float weights. */
  readonly steps: Int8Array;
  /** One for each output channel: weight = step * scale. */
  readonly scales: Float32Array;
  readonly channels: number;
}

/** Quantises weights whose first dimension is the output channel. */
export function quantiseWeights({ values, shape, name }: FloatConstant): QuantisedWeights {
  const channels = shape[0];
  if (channels === undefined) throw new Error(`${name} is a scalar, not a weight`);
  const perChannel = values.length / channels;
  const steps = new Int8Array(values.length);
  const scales = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel += 1) {
    const row = values.subarray(channel * perChannel, (channel + 1) * perChannel);
    const largest = row.reduce((soFar, weight) => Math.max(soFar, Math.abs(weight)), 0);
    const scale = Math.fround(largest / LARGEST_STEP) || 1; // a channel of zeros: any scale will do
    scales.fill(scale, channel, channel + 1);
    steps.set(
      row.map((weight) => Math.round(weight / scale)),
      channel * perChannel,
    );
  }
  return { steps, scales, channels };
}
