import { TrilaneError } from '../../errors';
import { type Feature, MISSING } from '../../model/features';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../model/image-classifier';
import { isTable, type ModelEntry } from '../../model/manifest';
import type { ImageSamples, SampleSet, TableSamples } from '../../model/samples';
import { SHIFTS } from '../../workload/workload';
import type { RowBlock } from '../rows/row-block';

/** A number is moved by up to this share of its feature's standard deviation, either way. */
const JITTER = 0.1;

/**
 * Rows `firstRow .. firstRow + count` of the endless data set that a seed stands for: each a shipped test sample of the
 * model, drawn with replacement and varied a little (an image by up to a pixel, the numbers of a table's row by a
 * tenth of their spread; whole numbers stay whole, nothing leaves the range of the training data, what is missing stays
 * so), with the label of that sample. A row depends on the seed and its place only, however the set is cut.
 */
export function generateRows(
  model: ModelEntry,
  samples: SampleSet,
  seed: number,
  firstRow: number,
  count: number,
): RowBlock {
  const labels = new Uint8Array(count);
  const choice = new Uint32Array(count);
  const noise = new Uint32Array(count);
  const stream = mixed(seed >>> 0);
  for (let index = 0; index < count; index++) {
    const row = firstRow + index;
    // Rows beyond 2^32 are further than a data set goes.
    const draw = mixed((stream ^ Math.imul(row, 0x9e3779b1)) >>> 0);
    const sample = Math.floor((draw / 2 ** 32) * samples.count);
    choice[index] = sample;
    noise[index] = mixed(draw ^ 0x85ebca6b);
    labels[index] = samples.labels[sample] ?? 0;
  }
  const values = isTable(model)
    ? tableRows(model.features, tableOf(samples), choice, noise)
    : imageRows(imagesOf(samples), choice, noise);
  return { count, values, labels };
}

function tableRows(
  features: readonly Feature[],
  { values: source }: TableSamples,
  choice: Uint32Array,
  noise: Uint32Array,
): Float32Array {
  const width = features.length;
  const values = new Float32Array(choice.length * width);
  for (let at = 0; at < width; at++) {
    const feature = features[at];
    if (!feature) continue;
    const { kind, integer, least, most, spread } = feature;
    const reach = kind === 'number' ? spread * JITTER : 0;
    for (let row = 0; row < choice.length; row++) {
      let value = source[(choice[row] ?? 0) * width + at] ?? MISSING;
      if (reach > 0 && value !== MISSING) {
        value += reach * (mixed((noise[row] ?? 0) + at) / 2 ** 31 - 1);
        if (integer) value = Math.round(value);
        value = Math.min(Math.max(value, least), most);
      }
      values[row * width + at] = value;
    }
  }
  return values;
}

/** The whole image moved in one go, then the uncovered edges blackened. */
function imageRows({ pixels }: ImageSamples, choice: Uint32Array, noise: Uint32Array): Uint8Array {
  const values = new Uint8Array(choice.length * IMAGE_PIXELS);
  for (let row = 0; row < choice.length; row++) {
    const from = (choice[row] ?? 0) * IMAGE_PIXELS;
    const to = row * IMAGE_PIXELS;
    const end = to + IMAGE_PIXELS;
    const { x, y } = SHIFTS[(noise[row] ?? 0) % SHIFTS.length] ?? SHIFTS[0];
    const offset = y * IMAGE_SIDE + x;
    const lead = Math.max(offset, 0);
    const lag = Math.max(-offset, 0);
    values.set(pixels.subarray(from + lag, from + IMAGE_PIXELS - lead), to + lead);
    // What wrapped around from the other side, or was never covered.
    if (y > 0) values.fill(0, to, to + IMAGE_SIDE);
    if (y < 0) values.fill(0, end - IMAGE_SIDE, end);
    if (x !== 0)
      for (let pixel = to + (x > 0 ? 0 : IMAGE_SIDE - 1); pixel < end; pixel += IMAGE_SIDE) values[pixel] = 0;
  }
  return values;
}

/** The finaliser of MurmurHash3 (Appleby, 2011): each bit of the input changes about half of those of the output. */
function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function tableOf(samples: SampleSet): TableSamples {
  if (samples.kind !== 'table') throw new TrilaneError('internal', 'These samples are no table.');
  return samples;
}

function imagesOf(samples: SampleSet): ImageSamples {
  if (samples.kind !== 'images') throw new TrilaneError('internal', 'These samples are no images.');
  return samples;
}
