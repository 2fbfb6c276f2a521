'use client';

import { useEffect, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { ScenarioDraft } from '@/lib/exercises/scenarios/scenario-draft';
import { dropScenarioDraft, readScenarioDraft, writeScenarioDraft } from '@/lib/learner/exercises/scenario-drafts';

interface DraftState {
  /** `null` = none was begun; `undefined` until that is known. */
  readonly draft: ScenarioDraft | null | undefined;
  /** Why it would not survive a refresh. */
  readonly unkept: ErrorReport | null;
  /** `null` forgets it. */
  change(draft: ScenarioDraft | null): void;
}

/** The answer that is being made in this tab; it survives a refresh. */
export function useScenarioDraft(scenario: string): DraftState {
  const [draft, setDraft] = useState<ScenarioDraft | null | undefined>(undefined);
  const [unkept, setUnkept] = useState<ErrorReport | null>(null);
  useEffect(() => setDraft(readScenarioDraft(scenario)), [scenario]);
  const change = (next: ScenarioDraft | null) => {
    setDraft(next);
    try {
      if (next) writeScenarioDraft(scenario, next);
      else dropScenarioDraft(scenario);
    } catch (thrown) {
      setUnkept(reportOf(thrown, 'storage-failed'));
    }
  };
  return { draft, unkept, change };
}
