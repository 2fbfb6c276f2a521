'use client';

import { useEffect, useLayoutEffect, useState } from 'react';

const QUERY_KEY = 'q';

/**
 * Where in the glossary one is, as the address has it: what is searched for (`?q=`) and what is pointed at (`#id`). Both
 * are empty at first, as on the server.
 *
 * @param isShown whether something that can be pointed at is there while a query holds; a link to what is not ends the
 * search
 */
export function useGlossaryPlace(isShown: (query: string, id: string) => boolean) {
  const [query, setQuery] = useState('');
  const [target, setTarget] = useState('');

  // The address is known in the browser only, so what it says is taken over after the first paint.
  useEffect(() => {
    setQuery(new URLSearchParams(window.location.search).get(QUERY_KEY) ?? '');
    setTarget(hash());
  }, []);

  useEffect(() => {
    const follow = () => {
      setTarget(hash());
      if (isShown(query, hash())) return;
      setQuery('');
      writeQuery('');
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [query, isShown]);

  // An entry that a search had left out is there only now, after the browser looked for it.
  useLayoutEffect(() => {
    if (target !== '') document.getElementById(target)?.scrollIntoView({ block: 'start' });
  }, [target]);

  return {
    query,
    target,
    search: (text: string) => {
      setQuery(text);
      writeQuery(text);
    },
  };
}

const hash = () => decodeURIComponent(window.location.hash.slice(1));

function writeQuery(text: string) {
  const url = new URL(window.location.href);
  if (text.trim() === '') url.searchParams.delete(QUERY_KEY);
  else url.searchParams.set(QUERY_KEY, text);
  window.history.replaceState(null, '', url);
}
