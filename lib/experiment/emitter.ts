/** A queue that turns pushes into an async iteration; the producer's end or error ends it. */
export interface Emitter<T> {
  push(value: T): void;
  end(): void;
  fail(error: unknown): void;
  readonly values: AsyncIterable<T>;
}

export function createEmitter<T>(): Emitter<T> {
  let buffer: T[] = [];
  let ended = false;
  let failure: { error: unknown } | undefined;
  let wake: (() => void) | undefined;
  const signal = () => {
    wake?.();
    wake = undefined;
  };
  async function* iterate(): AsyncGenerator<T> {
    for (;;) {
      const ready = buffer;
      buffer = [];
      yield* ready;
      if (buffer.length > 0) continue;
      if (failure) throw failure.error;
      if (ended) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    push(value) {
      buffer.push(value);
      signal();
    },
    end() {
      ended = true;
      signal();
    },
    fail(error) {
      failure = { error };
      signal();
    },
    values: { [Symbol.asyncIterator]: iterate },
  };
}
