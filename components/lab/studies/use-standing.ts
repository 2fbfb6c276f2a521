import { useMemo } from 'react';
import type { StudyStanding } from '@/lib/lab/studies/study-state';

/** What the figures of a study are made of beside its result: the same while only its progress changes, so that nothing is drawn anew. */
export function useStanding({ phase, faults }: StudyStanding): StudyStanding {
  return useMemo(() => ({ phase, faults }), [phase, faults]);
}
