import { TrilaneError } from '@/lib/errors';
import { onAbort } from '@/lib/errors/on-abort';

/** Code that is fetched apart from its page. What did not come is asked for again at the next call. */
export type CodePart<T> = () => Promise<T>;

/** Fetched before lanes are timed: the network may be gone when they are done. */
const afterRun = new Set<CodePart<unknown>>();
/** A page that waits no longer for what comes slowly may still run. ms */
const LONGEST_WAIT_MS = 10_000;
/** What did not come is asked for again after so long, and then twice as long: the network tells when it is back, a server does not. ms */
const AGAIN_MS = 5000;
const MOST_AGAIN_MS = 60_000;

/** For what is to be kept even when what shows it is gone. */
export const LIFE_OF_PAGE = new AbortController().signal;

/** @param load imports the part @returns rejects with a TrilaneError `part-missing` where it does not come */
export function codePart<T>(load: () => Promise<T>): CodePart<T> {
  return async () => {
    try {
      return await load();
    } catch (cause) {
      throw new TrilaneError('part-missing', 'Its code did not come.', { cause });
    }
  };
}

/** A part that is needed once a run is over: to keep it, to draw it, to make a file of it. */
export function afterRunPart<T>(load: () => Promise<T>): CodePart<T> {
  const part = codePart(load);
  afterRun.add(part);
  return part;
}

/** Fetches all that is needed once a run is over, as far as it comes. To be called before lanes are timed; never rejects. */
export async function fetchAfterRunParts(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_WAIT_MS);
  });
  const fetchAll = async () => {
    // A part may bring others with it.
    const asked = new Set<CodePart<unknown>>();
    for (let parts = [...afterRun]; parts.length > 0; parts = [...afterRun].filter((part) => !asked.has(part))) {
      for (const part of parts) asked.add(part);
      await Promise.allSettled(parts.map((part) => part()));
    }
  };
  await Promise.race([fetchAll(), late]);
  clearTimeout(timer);
}

/**
 * Asks for a part until it comes: after a while, and when the network is back.
 * @param onMissing hears, once, why it did not come
 * @returns `null` when `signal` aborts before
 */
export async function fetchPatiently<T>(
  part: CodePart<T>,
  signal: AbortSignal,
  onMissing: (thrown: unknown) => void,
): Promise<T | null> {
  for (let pauseMs = AGAIN_MS; !signal.aborted; pauseMs = Math.min(MOST_AGAIN_MS, 2 * pauseMs)) {
    try {
      const code = await part();
      return signal.aborted ? null : code;
    } catch (thrown) {
      if (signal.aborted) return null;
      if (pauseMs === AGAIN_MS) onMissing(thrown);
      await untilBack(pauseMs, signal);
    }
  }
  return null;
}

function untilBack(mostMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      leave();
      resolve();
    };
    const timer = setTimeout(end, mostMs);
    window.addEventListener('online', end);
    const leave = onAbort(signal, end);
  });
}
