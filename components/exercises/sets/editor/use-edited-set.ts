'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAddress } from '@/components/shell/use-link-params';
import type { ErrorReport } from '@/lib/errors';
import { knownOf, type Offer } from '@/lib/exercises/sets/offer';
import type { ExerciseSet, Known } from '@/lib/exercises/sets/set';
import { formatSet, type ParsedSet, parseSet } from '@/lib/exercises/sets/set-url';

/** Browsers refuse an address that changes with every letter. */
const WRITE_AFTER_MS = 250;

interface EditedSet {
  readonly set: ExerciseSet;
  readonly known: Known;
  /** What could not be used of the link or file the set is from. */
  readonly problems: readonly ErrorReport[];
  /** Grows with every set that comes from elsewhere. */
  readonly generation: number;
  change(set: ExerciseSet): void;
  /** Takes another set. */
  load(parsed: ParsedSet): void;
}

/** The set in the making. It lives in the address, so a refresh brings it back and the link of the page is the set. */
export function useEditedSet(offer: Offer): EditedSet {
  const params = useAddress();
  const known = useMemo(() => knownOf(offer), [offer]);
  const [{ set, problems, generation }, setState] = useState(() => ({
    ...parseSet(params, known),
    generation: 0,
  }));
  /** What the address says of the set. */
  const written = useRef(formatSet(set));

  const load = useCallback(
    (parsed: ParsedSet) => setState((before) => ({ ...parsed, generation: before.generation + 1 })),
    [],
  );
  const change = useCallback((next: ExerciseSet) => setState((before) => ({ ...before, set: next })), []);

  // Somebody followed a link to this page, or went back to it.
  useEffect(() => {
    const parsed = parseSet(params, known);
    const query = formatSet(parsed.set);
    if (query === written.current) return;
    written.current = query;
    load(parsed);
  }, [params, known, load]);

  useEffect(() => {
    const query = formatSet(set);
    if (query === written.current) return;
    const write = () => {
      if (query === written.current) return;
      written.current = query;
      window.history.replaceState(null, '', query === '' ? window.location.pathname : `?${query}`);
    };
    const timer = setTimeout(write, WRITE_AFTER_MS);
    window.addEventListener('pagehide', write);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', write);
    };
  }, [set]);

  return { set, known, problems, generation, change, load };
}
