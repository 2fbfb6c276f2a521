/** Samples a second of the voices. */
export const SAMPLE_RATE = 16_000;

/** Sound below this is silence: -50 dB of full scale. */
const SILENCE = 10 ** (-50 / 20);
/** Kept around speech, so that no consonant is cut and none of its end. */
const BEFORE = Math.round(0.02 * SAMPLE_RATE);
const AFTER = Math.round(0.06 * SAMPLE_RATE);
/** Frames of 20 ms. */
const FRAME = SAMPLE_RATE / 50;

/**
 * The samples of a WAV file as flite writes it, -1..1.
 * @throws RangeError where it is not 16-bit mono at `SAMPLE_RATE`
 */
export function readWav(file: Buffer): Float32Array {
  const format = [file.readUInt16LE(20), file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)];
  if (format.join() !== [1, 1, SAMPLE_RATE, 16].join()) throw new RangeError(`An unexpected WAV format: ${format}`);
  const start = file.indexOf('data', 36, 'latin1') + 8;
  const samples = new Float32Array(Math.floor((file.length - start) / 2));
  for (let index = 0; index < samples.length; index++) samples[index] = file.readInt16LE(start + 2 * index) / 32_768;
  return samples;
}

/** Without the silence before and after the speech. */
export function trimSilence(samples: Float32Array): Float32Array {
  const first = samples.findIndex((sample) => Math.abs(sample) > SILENCE);
  if (first === -1) return samples.subarray(0, 0);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > SILENCE);
  return samples.subarray(Math.max(0, first - BEFORE), Math.min(samples.length, last + 1 + AFTER));
}

/**
 * Mean power of what is speech in these pieces: of frames within 10 dB below the mean of all that are not silent,
 * as the gate of ITU-R BS.1770 has it.
 */
export function speechPower(pieces: readonly Float32Array[]): number {
  const powers = pieces.flatMap(framePowers).filter((power) => power > SILENCE ** 2);
  const loud = powers.filter((power) => power > mean(powers) / 10);
  return mean(loud);
}

function framePowers(samples: Float32Array): number[] {
  const powers: number[] = [];
  for (let start = 0; start + FRAME <= samples.length; start += FRAME) {
    let sum = 0;
    for (let index = start; index < start + FRAME; index++) sum += (samples[index] ?? 0) ** 2;
    powers.push(sum / FRAME);
  }
  return powers;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Louder or quieter; peaks past 0.8 are bent, not cut. */
export function amplify(samples: Float32Array, gain: number): Float32Array {
  return samples.map((sample) => {
    const size = Math.abs(sample * gain);
    return Math.sign(sample) * (size <= 0.8 ? size : 0.8 + 0.19 * Math.tanh((size - 0.8) / 0.19));
  });
}
