'use client';

import { createContext, type ReactNode, useContext } from 'react';

export interface CrashWords {
  readonly title: string;
  readonly body: string;
  readonly again: string;
  readonly home: string;
  readonly reference: string;
  /** Of a part of a page, which fails alone. */
  readonly part: { readonly title: string; readonly body: string; readonly again: string };
}

const Words = createContext<CrashWords | null>(null);

/** Keeps the words of the error page at hand: by the time it is needed, it is too late to fetch any. */
export function CrashWordsProvider({ words, children }: { words: CrashWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>;
}

export function useCrashWords(): CrashWords | null {
  return useContext(Words);
}
