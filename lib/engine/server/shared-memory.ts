export interface FloatPool {
  take(length: number): Float32Array<SharedArrayBuffer>;
  /** Takes memory back that nobody uses any more. */
  give(floats: Float32Array): void;
}

/** Blocks that are given back and not needed; more are left to the garbage collector. */
const MOST_SPARE = 6;

/**
 * Shared memory that is used again. Each thread that was handed a block keeps it until its own next garbage collection, and
 * a thread that only infers makes next to no garbage: without this, a worker over 10 million rows grew to 600 MB.
 */
export function createFloatPool(): FloatPool {
  const spare: SharedArrayBuffer[] = [];
  return {
    take(length) {
      const bytes = length * Float32Array.BYTES_PER_ELEMENT;
      const fit = spare.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 4 * bytes);
      const [block = new SharedArrayBuffer(bytes)] = fit === -1 ? [] : spare.splice(fit, 1);
      return new Float32Array(block, 0, length);
    },
    give({ buffer }) {
      if (buffer instanceof SharedArrayBuffer && spare.length < MOST_SPARE) spare.push(buffer);
    },
  };
}

/** A copy that threads can share. */
export function inSharedMemory<T extends Uint8Array | Int32Array | Float32Array>(values: T): T {
  const shared = new Uint8Array(new SharedArrayBuffer(values.byteLength));
  shared.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  if (values instanceof Int32Array) return new Int32Array(shared.buffer) as T; // the same kind as went in
  return (values instanceof Float32Array ? new Float32Array(shared.buffer) : shared) as T; // likewise
}
