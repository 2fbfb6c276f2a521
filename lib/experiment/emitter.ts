/** A queue that turns pushes into an async iteration; the producer's end or error ends it. */
export interface Emitter<T> {
  push(value: T): void;
  end(): void;
  fail(error: unknown): void;
  /** For one reader. */
  readonly values: AsyncIterable<T>;
}

/**
 * A reader who waits gets a value one turn of the microtask queue after its push. A generator takes half a dozen, and
 * they would run in the midst of what the producer does next: a call that is timed.
 */
export function createEmitter<T>(): Emitter<T> {
  let buffer: T[] = [];
  let taken = 0;
  let over: { failure: { error: unknown } | null } | undefined;
  let reader: { resolve(result: IteratorResult<T, undefined>): void; reject(error: unknown): void } | undefined;

  const next = () =>
    new Promise<IteratorResult<T, undefined>>((resolve, reject) => {
      reader = { resolve, reject };
      serve();
    });
  const serve = () => {
    if (!reader) return;
    const { resolve, reject } = reader;
    if (taken < buffer.length) {
      const value = buffer[taken++] as T; // within its length
      if (taken === buffer.length) {
        buffer = [];
        taken = 0;
      }
      reader = undefined;
      resolve({ done: false, value });
    } else if (over) {
      reader = undefined;
      const { failure } = over;
      // Told once: whoever asks again is at the end.
      over = { failure: null };
      if (failure) reject(failure.error);
      else resolve({ done: true, value: undefined });
    }
  };
  return {
    push(value) {
      buffer.push(value);
      serve();
    },
    end() {
      over ??= { failure: null };
      serve();
    },
    fail(error) {
      over ??= { failure: { error } };
      serve();
    },
    values: { [Symbol.asyncIterator]: () => ({ next }) },
  };
}
