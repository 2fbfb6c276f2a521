export function sharedFloats(length: number): Float32Array<SharedArrayBuffer> {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/** A copy that threads can share. */
export function inSharedMemory<T extends Uint8Array | Int32Array | Float32Array>(values: T): T {
  const shared = new Uint8Array(new SharedArrayBuffer(values.byteLength));
  shared.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  if (values instanceof Int32Array) return new Int32Array(shared.buffer) as T; // the same kind as went in
  return (values instanceof Float32Array ? new Float32Array(shared.buffer) : shared) as T; // likewise
}
