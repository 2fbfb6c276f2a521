'use client';

import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import { createBrowserConsole } from '@/lib/console/browser-console';
import type { ConsoleStore } from '@/lib/console/console-store';
import { type ConsoleView, NOTHING_YET } from '@/lib/console/console-view';

/** The page's one stream, open while the page is shown, with the detail of `jobId`. */
export function useConsole(jobId: string | null): { readonly store: ConsoleStore; readonly view: ConsoleView } {
  const [store] = useState(createBrowserConsole);
  useEffect(() => {
    store.watch(jobId);
    return () => store.close();
  }, [store, jobId]);
  const view = useSyncExternalStore(store.subscribe, store.get, () => NOTHING_YET);
  return { store, view };
}

export const StoreContext = createContext<ConsoleStore | null>(null);

/** The page's store. @throws Error outside the console */
export function useStore(): ConsoleStore {
  const store = use(StoreContext);
  if (!store) throw new Error('There is no console around this.');
  return store;
}
