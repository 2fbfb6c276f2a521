/** Elements of Matroska, by their ids with the marker bits: https://www.matroska.org/technical/elements.html */
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;

/**
 * The length a WebM file gives itself, seconds.
 * @throws RangeError where it gives none
 */
export function webmDurationS(file: Buffer): number {
  const segment = find(file, SEGMENT);
  const info = segment && find(segment, INFO);
  const duration = info && find(info, DURATION);
  if (!duration) throw new RangeError('The file does not say how long it is.');
  const scale = find(info, TIMESTAMP_SCALE);
  // In nanoseconds a tick; a million where it is not given.
  const tickNs = scale ? scale.readUIntBE(0, scale.length) : 1_000_000;
  const ticks = duration.length === 4 ? duration.readFloatBE(0) : duration.readDoubleBE(0);
  return (ticks * tickNs) / 1e9;
}

/** The content of the first element with this id among those that follow each other in `bytes`. */
function find(bytes: Buffer, wanted: number): Buffer | undefined {
  let at = 0;
  while (at < bytes.length) {
    const id = readVint(bytes, at, true);
    const size = readVint(bytes, at + id.length, false);
    const start = at + id.length + size.length;
    if (id.value === wanted) return bytes.subarray(start, start + size.value);
    at = start + size.value;
  }
  return undefined;
}

/** A number of variable length: the zeros it begins with say how many bytes follow. */
function readVint(bytes: Buffer, at: number, keepMarker: boolean): { value: number; length: number } {
  const first = bytes.readUInt8(at);
  const length = Math.clz32(first) - 23;
  let value = keepMarker ? first : first & (0xff >> length);
  for (let index = 1; index < length; index++) value = value * 256 + bytes.readUInt8(at + index);
  return { value, length };
}
