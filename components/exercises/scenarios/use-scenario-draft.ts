'use client';

import { useEffect, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { draftFrom, type ScenarioDraft } from '@/lib/exercises/scenarios/scenario-draft';
import { dropDraft, readDraft, scenarioPlace, writeDraft } from '@/lib/learner/exercises/drafts';

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
  useEffect(() => setDraft(draftFrom(readDraft(scenarioPlace(scenario)))), [scenario]);
  const change = (next: ScenarioDraft | null) => {
    setDraft(next);
    try {
      if (next) writeDraft(scenarioPlace(scenario), next);
      else dropDraft(scenarioPlace(scenario));
    } catch (thrown) {
      setUnkept(reportOf(thrown, 'storage-failed'));
    }
  };
  return { draft, unkept, change };
}
