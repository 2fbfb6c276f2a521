'use client';

import { useCallback } from 'react';
import { useLinkParams } from '@/components/shell/use-link-params';

const JOB_LINK = { keys: [], exact: ['job'] };

export interface JobChoice {
  readonly jobId: string | null;
  /** Looks at a job, or at none; Back leads to the one before. */
  choose(id: string | null): void;
}

/** The job that is looked at: it lives in the address, so that a link leads to it. */
export function useJobChoice(): JobChoice {
  const jobId = useLinkParams(JOB_LINK).get('job');
  const choose = useCallback((id: string | null) => {
    const query = id === null ? '' : `?${new URLSearchParams({ job: id })}`;
    window.history.pushState(null, '', query === '' ? window.location.pathname : query);
  }, []);
  return { jobId, choose };
}
