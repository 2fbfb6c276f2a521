'use client';

import { useCallback, useEffect, useState } from 'react';
import { isExerciseId, loadExercise } from '@/lib/exercises/catalog';
import type { AnyExercise } from '@/lib/exercises/exercise';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { formatEntry } from '@/lib/exercises/sets/entry-text';
import type { SetEntry } from '@/lib/exercises/sets/set';
import { fetchScenarioKey } from '@/lib/learner/exercises/fetch-scenario-key';

/** The key of an entry, `failed` where it did not arrive. */
export type EntryKey =
  | { readonly kind: 'exercise'; readonly exercise: AnyExercise }
  | { readonly kind: 'scenario'; readonly key: ScenarioKey }
  | { readonly kind: 'test' | 'failed' };

interface Keys {
  /** By entry as a link says it; `null` until all have been asked for. */
  readonly keys: ReadonlyMap<string, EntryKey> | null;
  retry(): void;
}

/** The keys of a set: fetched where they are asked for, and not before. */
export function useKeys(entries: readonly SetEntry[], asked: boolean): Keys {
  const [keys, setKeys] = useState<ReadonlyMap<string, EntryKey> | null>(null);
  const [turn, setTurn] = useState(0);
  const retry = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => {
    if (!asked) return;
    let isGone = false;
    setKeys(null);
    const load = async (entry: SetEntry) =>
      [formatEntry(entry), await keyOf(entry).catch((): EntryKey => ({ kind: 'failed' }))] as const;
    void Promise.all(entries.map(load)).then((loaded) => isGone || setKeys(new Map(loaded)));
    return () => {
      isGone = true;
    };
  }, [entries, asked, turn]);
  return { keys: asked ? keys : null, retry };
}

async function keyOf(entry: SetEntry): Promise<EntryKey> {
  if (entry.kind === 'test') return { kind: 'test' };
  if (entry.kind === 'exercise')
    return isExerciseId(entry.id) ? { kind: 'exercise', exercise: await loadExercise(entry.id) } : { kind: 'failed' };
  return { kind: 'scenario', key: await fetchScenarioKey(entry.id) };
}
