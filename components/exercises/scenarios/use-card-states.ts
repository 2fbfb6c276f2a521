'use client';

import { useEffect, useState } from 'react';
import { useKept } from '@/components/exercises/use-kept';
import type { ErrorReport } from '@/lib/errors';
import { SCENARIO_POINTS } from '@/lib/exercises/scenarios/grade-scenario';
import { latestScenarioAnswers } from '@/lib/exercises/scenarios/latest-answers';
import { draftFrom, isBegun } from '@/lib/exercises/scenarios/scenario-draft';
import { readDraft, scenarioPlace } from '@/lib/learner/exercises/drafts';

/** How far a learner has come with a card. */
export type CardState =
  | { readonly state: 'new' }
  | { readonly state: 'begun' }
  | { readonly state: 'done'; readonly points: number };

interface CardStates {
  /** `null` until it is known. */
  readonly states: ReadonlyMap<string, CardState> | null;
  readonly error: ErrorReport | null;
}

/** What was done with each of these cards on this device. */
export function useCardStates(ids: readonly string[]): CardStates {
  const { kept, error } = useKept('answers');
  const [begun, setBegun] = useState<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const drafts = ids.filter((id) => {
      const draft = draftFrom(readDraft(scenarioPlace(id)));
      return draft !== null && isBegun(draft);
    });
    setBegun(new Set(drafts));
  }, [ids]);
  if (!kept || !begun) return { states: null, error };
  const latest = latestScenarioAnswers(kept.all);
  const stateOf = (id: string): CardState => {
    const answer = latest.get(id);
    if (answer) return { state: 'done', points: Math.round(answer.score * SCENARIO_POINTS.all) };
    return { state: begun.has(id) ? 'begun' : 'new' };
  };
  return { states: new Map(ids.map((id) => [id, stateOf(id)])), error };
}
