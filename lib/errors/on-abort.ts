/** What is to be done when a signal aborts. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `leave` when `signal` aborts; at once if it has. However many wait for one signal, such as hundreds of calls for
 * their engine's, it has one listener: Node warns of a leak at the eleventh.
 * @returns waits no more
 */
export function onAbort(signal: AbortSignal, leave: () => void): () => void {
  if (signal.aborted) {
    leave();
    return () => {};
  }
  // One of its own, should two wait with the same function.
  const one = () => leave();
  const all = waiting.get(signal) ?? listenTo(signal);
  all.add(one);
  return () => {
    all.delete(one);
  };
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const all = new Set<() => void>();
  waiting.set(signal, all);
  const leaveAll = () => {
    for (const leave of all) leave();
    all.clear();
  };
  signal.addEventListener('abort', leaveAll, { once: true });
  return all;
}
