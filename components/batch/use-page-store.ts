'use client';

import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import { createBrowserStore } from '@/lib/batch-page/browser-store';
import type { PageStore } from '@/lib/batch-page/page-store';
import { NOTHING_YET, type PageView } from '@/lib/batch-page/page-view';

/** The page's one stream, open while the page is shown, with the detail of `jobId`. */
export function usePageStore(jobId: string | null): { readonly store: PageStore; readonly view: PageView } {
  const [store] = useState(createBrowserStore);
  useEffect(() => {
    store.watch(jobId);
    return () => store.close();
  }, [store, jobId]);
  const view = useSyncExternalStore(store.subscribe, store.get, () => NOTHING_YET);
  return { store, view };
}

export const StoreContext = createContext<PageStore | null>(null);

/** The page's store. @throws Error outside the batch page */
export function useStore(): PageStore {
  const store = use(StoreContext);
  if (!store) throw new Error('There is no batch page around this.');
  return store;
}
