'use client';

import { useEffect, useLayoutEffect, useState } from 'react';
import { useHashTarget } from '@/components/lesson/use-hash-target';

const QUERY_KEY = 'q';

/**
 * What is searched for in the glossary, as the address has it (`?q=`); empty at first, as on the server.
 *
 * @param isShown whether what an address points at is there while a query holds; a link to what is not ends the search
 */
export function useGlossaryPlace(isShown: (query: string, id: string) => boolean) {
  const [query, setQuery] = useState('');
  const target = useHashTarget();

  // The address is known in the browser only, so what it says is taken over after the first paint.
  useEffect(() => setQuery(new URLSearchParams(window.location.search).get(QUERY_KEY) ?? ''), []);

  const isFound = isShown(query, target);
  useEffect(() => {
    if (isFound) return;
    setQuery('');
    writeQuery('', target);
  }, [target, isFound]);

  // An entry that a search had left out is there only now, after the browser looked for it.
  useLayoutEffect(() => {
    if (target !== '' && isFound) document.getElementById(target)?.scrollIntoView({ block: 'start' });
  }, [target, isFound]);

  return {
    query,
    search: (text: string) => {
      setQuery(text);
      // What was pointed at is forgotten, so that the same link may end this search too.
      writeQuery(text, '');
    },
  };
}

function writeQuery(text: string, target: string) {
  const url = new URL(window.location.href);
  url.hash = target;
  if (text.trim() === '') url.searchParams.delete(QUERY_KEY);
  else url.searchParams.set(QUERY_KEY, text);
  window.history.replaceState(null, '', url);
}
