import 'client-only';
import { type Listening, NO_LISTENING, parseListening } from '../lesson/audio/remembered';

const KEY = 'trilane.listening';

let known: Listening | null = null;
/** Whether what is known is written down. Then another tab may have written since; else it is all there is. */
let isKept = true;
const listeners = new Set<() => void>();

/** What this device remembers of listening: where, how fast, whose voice. */
export function readListening(): Listening {
  known ??= parseListening(stored());
  return known;
}

/** Remembers a change, on top of those of other tabs. Where the device keeps nothing it holds until the page is left. */
export function changeListening(change: (before: Listening) => Listening): void {
  known = change(isKept ? parseListening(stored()) : readListening());
  try {
    localStorage.setItem(KEY, JSON.stringify(known));
    isKept = true;
  } catch {
    // Forbidden or full.
    isKept = false;
  }
  for (const listener of listeners) listener();
}

/** Calls back after every change, of this page or of another tab. @returns stops it */
export function onListening(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', readAgain);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', readAgain);
  };
}

/** Before the page has come to life nothing is remembered. */
export const listeningOnServer = () => NO_LISTENING;

/** @param event its key is `null` where everything was cleared */
function readAgain({ key }: StorageEvent): void {
  if ((key !== KEY && key !== null) || !isKept) return;
  known = null;
  for (const listener of listeners) listener();
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
