/** A listener that hears at most so often, and always of what came last. */
export interface Paced<Value> {
  tell(value: Value): void;
  /** Tells a value at once; one that was waiting is dropped. */
  tellNow(value: Value): void;
  /** Drops the value that waits to be told. */
  stop(): void;
}

/** @param everyMs between two values that are told */
export function paced<Value>(listener: (value: Value) => void, everyMs: number): Paced<Value> {
  let waiting: { readonly value: Value } | null = null;
  let handle: ReturnType<typeof setTimeout> | null = null;
  const stop = () => {
    if (handle !== null) clearTimeout(handle);
    handle = null;
    waiting = null;
  };
  const rest = () => {
    handle = setTimeout(() => {
      handle = null;
      if (!waiting) return;
      const { value } = waiting;
      waiting = null;
      rest();
      listener(value);
    }, everyMs);
  };
  return {
    tell(value) {
      if (handle !== null) {
        waiting = { value };
        return;
      }
      rest();
      listener(value);
    },
    tellNow(value) {
      stop();
      listener(value);
    },
    stop,
  };
}
