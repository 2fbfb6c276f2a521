'use client';

import { useCallback, useEffect, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { fetchScenarioKey } from '@/lib/learner/exercises/fetch-scenario-key';

interface KeyState {
  readonly key: ScenarioKey | null;
  /** Why it did not arrive. */
  readonly failure: ErrorReport | null;
  retry(): void;
}

/** The back of a card: fetched when an answer is locked in, and not before. */
export function useScenarioKey(scenario: string, isCommitted: boolean): KeyState {
  const [key, setKey] = useState<ScenarioKey | null>(null);
  const [failure, setFailure] = useState<ErrorReport | null>(null);
  const fetchIt = useCallback(async () => {
    setFailure(null);
    try {
      setKey(await fetchScenarioKey(scenario));
    } catch (thrown) {
      setFailure(reportOf(thrown));
    }
  }, [scenario]);
  useEffect(() => {
    if (isCommitted) void fetchIt();
  }, [isCommitted, fetchIt]);
  return { key, failure, retry: () => void fetchIt() };
}
