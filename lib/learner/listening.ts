import 'client-only';
import { type Listening, NO_LISTENING, parseListening } from '../lesson/audio/remembered';

const KEY = 'trilane.listening';

let known: Listening | null = null;
const listeners = new Set<() => void>();

/** What this device remembers of listening: where, how fast, whose voice. */
export function readListening(): Listening {
  known ??= parseListening(stored());
  return known;
}

/** Remembers a change. Where the device keeps nothing it holds until the page is left. */
export function changeListening(change: (before: Listening) => Listening): void {
  known = change(readListening());
  try {
    localStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // Forbidden or full.
  }
  for (const listener of listeners) listener();
}

/** Calls back after every change of this page. @returns stops it */
export function onListening(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Before the page has come to life nothing is remembered. */
export const listeningOnServer = () => NO_LISTENING;

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
