'use client';

import { useState } from 'react';
import { useKept } from '@/components/exercises/use-kept';
import { useKey } from '@/components/shell/use-key';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { ScenarioAnswer } from '@/lib/exercises/answers';
import type { Phase } from '@/lib/exercises/phase';
import type { ScenarioFace, ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { gradeScenario } from '@/lib/exercises/scenarios/grade-scenario';
import { latestScenarioAnswers } from '@/lib/exercises/scenarios/latest-answers';
import { choiceOf, draftOf, EMPTY_DRAFT, type ScenarioDraft } from '@/lib/exercises/scenarios/scenario-draft';
import { keep } from '@/lib/learner/exercises/kept';
import { fetchScenarioKey } from '@/lib/learner/exercises/keys';
import { useScenarioDraft } from './use-scenario-draft';

/** An answer that stands. */
export type LockedAnswer = Pick<ScenarioAnswer, 'plan' | 'weights' | 'confidence' | 'at'>;

interface ScenarioControl {
  /** What the form shows. */
  readonly draft: ScenarioDraft;
  /** `reading` until it is known what was done here before. */
  readonly stage: 'reading' | Phase;
  readonly answer: LockedAnswer | null;
  readonly key: ScenarioKey | null;
  /** Why the key did not arrive. */
  readonly failure: ErrorReport | null;
  /** Why the answer is not kept. */
  readonly unkept: ErrorReport | null;
  change(part: Partial<Pick<ScenarioDraft, 'lanes' | 'weights' | 'confidence'>>): void;
  lock(): void;
  again(): void;
  retry(): void;
}

/** A card from the first choice to its back: what was begun goes on, and what was finished is shown again. */
export function useScenario({ id, concepts }: ScenarioFace): ScenarioControl {
  const begun = useScenarioDraft(id);
  const { kept, error } = useKept('answers');
  const [own, setOwn] = useState<ScenarioAnswer | null>(null);
  const [lost, setLost] = useState<ErrorReport | null>(null);
  const last = own ?? latestScenarioAnswers(kept?.all ?? []).get(id) ?? null;
  const draft = begun.draft ?? (last ? draftOf(last) : EMPTY_DRAFT);
  const answer = begun.draft ? lockedIn(begun.draft) : begun.draft === null ? last : null;
  const keepIt = async (key: ScenarioKey) => {
    if (!answer || !begun.draft) return;
    const { score } = gradeScenario(key, answer);
    const record: ScenarioAnswer = {
      // The same answer is kept once, however often the page asks.
      id: `${id}.${answer.at}`,
      schema: 1,
      kind: 'scenario',
      scenario: id,
      concepts: [...concepts],
      score,
      ...answer,
    };
    try {
      await keep('answers', record);
      setOwn(record);
      begun.change(null);
    } catch (thrown) {
      setLost(reportOf(thrown, 'storage-failed'));
    }
  };
  const { phase, key, failure, retry } = useKey(answer ? id : null, fetchScenarioKey, keepIt);

  const isKnown = begun.draft !== undefined && (begun.draft !== null || kept !== null);
  return {
    draft,
    stage: isKnown ? phase : 'reading',
    answer,
    key,
    failure,
    unkept: lost ?? begun.unkept ?? error,
    change: (part) => begun.change({ ...draft, ...part }),
    lock: () => begun.change({ ...draft, lockedAt: new Date().toISOString() }),
    again: () => begun.change(EMPTY_DRAFT),
    retry,
  };
}

function lockedIn(draft: ScenarioDraft): LockedAnswer | null {
  const choice = choiceOf(draft);
  return choice && draft.lockedAt !== null ? { ...choice, at: draft.lockedAt } : null;
}
