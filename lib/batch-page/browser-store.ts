import 'client-only';
import { createPageStore, type PageStore } from './page-store';

/** The store over the browser's own stream, clock and frames. */
export function createBrowserStore(): PageStore {
  return createPageStore({
    open: (url) => new EventSource(url),
    schedule: (callback) => requestAnimationFrame(callback),
    later: (callback, ms) => {
      const handle = setTimeout(callback, ms);
      return () => clearTimeout(handle);
    },
    now: () => performance.now(),
  });
}
