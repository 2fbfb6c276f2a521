import { fitLine } from '../../measure/linear-fit';
import type { Distribution, ServiceTimes } from '../scenario/scenario';
import { exactExp, exactLog, logOfBits, normalOfBits } from './exact';

const UNIT = 2.3283064365386963e-10;

/** @param bits drawn for it, 0 .. 2^32 - 1 @returns ms; more bits never give less */
export type Sampler = (bits: number) => number;

/** By inversion, so that one number drawn gives one value, and the same in every scenario that draws it. */
export function samplerOf(distribution: Distribution): Sampler {
  switch (distribution.kind) {
    case 'constant': {
      const { value } = distribution;
      return () => value;
    }
    case 'exponential': {
      const { mean } = distribution;
      return (bits) => -mean * logOfBits(4294967296 - bits);
    }
    case 'uniform': {
      const { low, high } = distribution;
      return (bits) => low + (high - low) * bits * UNIT;
    }
    case 'lognormal': {
      const { mean, cv } = distribution;
      // Of the logarithm: variance ln(1 + cv^2), mean ln(mean) - variance / 2.
      const variance = exactLog(1 + cv * cv);
      const deviation = Math.sqrt(variance);
      const location = mean > 0 ? exactLog(mean) - variance / 2 : 0;
      return mean > 0 ? (bits) => exactExp(location + deviation * normalOfBits(bits)) : () => 0;
    }
    case 'samples': {
      const sorted = Float64Array.from(distribution.values).sort();
      return (bits) => sorted[Math.floor(bits * UNIT * sorted.length)] ?? 0;
    }
  }
}

/** @param size how many items the model works on together @returns how long it takes, ms */
export type ServiceSampler = (bits: number, size: number) => number;

/** How long a call of the model takes. Kinds that know nothing of size take the same for a batch as for one item. */
export function serviceSampler(times: ServiceTimes): ServiceSampler {
  if (times.kind === 'linear') {
    const { perCall, perItem } = times;
    return (_, size) => perCall + perItem * size;
  }
  if (times.kind === 'measured') return measuredSampler(times);
  return samplerOf(times);
}

type Measured = Extract<ServiceTimes, { kind: 'measured' }>;

/**
 * Measured samples of each size that was measured. Between and beyond them: a * size + b, fitted to the means (`measure/linear-fit`), and around it
 * the residuals of the nearest measured size, as shares of its mean.
 */
function measuredSampler(times: Measured): ServiceSampler {
  const { known, largest, stretchOf } = fitted(times);
  // Of each size up to the largest, which samples are taken and what they are stretched by.
  const from = Int32Array.from({ length: largest + 1 }, (_, size) => nearestTo(known, size));
  const factor = Float64Array.from({ length: largest + 1 }, (_, size) => stretchOf(from[size] ?? 0, size));
  return (bits, size) => {
    const near = size <= largest ? (from[size] ?? 0) : known.length - 1;
    const sorted = known[near]?.sorted;
    if (!sorted) return 0;
    const by = size <= largest ? (factor[size] ?? 1) : stretchOf(near, size);
    return (sorted[Math.floor(bits * UNIT * sorted.length)] ?? 0) * by;
  };
}

/** The mean of the times that are drawn for calls of a size, ms. */
export function meanMeasured(times: Measured, size: number): number {
  const { known, means, largest, stretchOf } = fitted(times);
  const near = size <= largest ? nearestTo(known, size) : known.length - 1;
  return (means[near] ?? 0) * stretchOf(near, size);
}

function fitted({ sizes }: Measured) {
  const known = [...sizes]
    .sort((a, b) => a.size - b.size)
    .map(({ size, values }) => ({ size, sorted: Float64Array.from(values).sort() }));
  const means = known.map(({ sorted }) => sorted.reduce((sum, value) => sum + value, 0) / sorted.length);
  const perItem = slopeOf(known, means);
  const stretchOf = (near: number, size: number): number => {
    const mean = means[near] ?? 0;
    const atNear = known[near]?.size ?? 1;
    if (atNear === size || mean <= 0) return 1;
    return Math.max(0, mean + perItem * (size - atNear)) / mean;
  };
  return { known, means, largest: known.at(-1)?.size ?? 1, stretchOf };
}

function nearestTo(known: readonly { readonly size: number }[], size: number): number {
  let best = 0;
  for (let index = 1; index < known.length; index++) {
    if (Math.abs((known[index]?.size ?? 0) - size) < Math.abs((known[best]?.size ?? 0) - size)) best = index;
  }
  return best;
}

/** How many ms one more item takes: fitted where three sizes were measured; through two points; or in proportion. */
function slopeOf(known: readonly { readonly size: number }[], means: readonly number[]): number {
  const points = known.map(({ size }, index) => ({ x: size, y: means[index] ?? 0 }));
  const fitted = points.every(({ y }) => y > 0) ? fitLine(points)?.slope.value : undefined;
  if (fitted !== undefined) return fitted;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 0;
  return last.x > first.x ? (last.y - first.y) / (last.x - first.x) : first.y / first.x;
}
