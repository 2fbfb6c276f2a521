/** A listener that hears at most so often, and always of what came last. */
export interface Paced<Value> {
  tell(value: Value): void;
  /** Tells at once, and nothing of before. */
  tellNow(value: Value): void;
  /** Tells nothing any more of what waits. */
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
