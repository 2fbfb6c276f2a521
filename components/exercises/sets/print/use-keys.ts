'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Example } from '@/lib/exercises/example';
import type { AnyAsk, AnyExercise } from '@/lib/exercises/exercise';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { formatEntry } from '@/lib/exercises/sets/entry-text';
import type { SetEntry } from '@/lib/exercises/sets/set';
import { fetchExamples, fetchExercise, fetchScenarioKey } from '@/lib/learner/exercises/keys';

/** The key of an entry, `failed` where it did not arrive. */
export type EntryKey =
  | { readonly kind: 'exercise'; readonly exercise: AnyExercise; readonly examples: readonly Example[] }
  | { readonly kind: 'scenario'; readonly key: ScenarioKey }
  | { readonly kind: 'test' | 'failed' };

interface Keys {
  /** By entry as a link says it; `null` until all have been asked for. */
  readonly keys: ReadonlyMap<string, EntryKey> | null;
  retry(): void;
}

/** The keys of a set: fetched where they are asked for, and not before. */
export function useKeys(entries: readonly SetEntry[], asks: readonly AnyAsk[], asked: boolean): Keys {
  const [keys, setKeys] = useState<ReadonlyMap<string, EntryKey> | null>(null);
  const [turn, setTurn] = useState(0);
  const retry = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => {
    if (!asked) return;
    let isGone = false;
    setKeys(null);
    const load = async (entry: SetEntry) =>
      [formatEntry(entry), await keyOf(entry, asks).catch((): EntryKey => ({ kind: 'failed' }))] as const;
    void Promise.all(entries.map(load)).then((loaded) => isGone || setKeys(new Map(loaded)));
    return () => {
      isGone = true;
    };
  }, [entries, asks, asked, turn]);
  return { keys: asked ? keys : null, retry };
}

async function keyOf(entry: SetEntry, asks: readonly AnyAsk[]): Promise<EntryKey> {
  if (entry.kind === 'test') return { kind: 'test' };
  if (entry.kind === 'scenario') return { kind: 'scenario', key: await fetchScenarioKey(entry.id) };
  const ask = asks.find(({ id }) => id === entry.id);
  if (!ask) return { kind: 'failed' };
  const [exercise, examples] = await Promise.all([fetchExercise(ask), fetchExamples(entry.id)]);
  return { kind: 'exercise', exercise, examples };
}
