import 'client-only';
import { type ConsoleStore, createConsoleStore } from './console-store';

/** The store over the browser's own stream, clock and frames. */
export function createBrowserConsole(): ConsoleStore {
  return createConsoleStore({
    open: (url) => new EventSource(url),
    schedule: (callback) => requestAnimationFrame(callback),
    later: (callback, ms) => {
      const handle = setTimeout(callback, ms);
      return () => clearTimeout(handle);
    },
    now: () => performance.now(),
  });
}
