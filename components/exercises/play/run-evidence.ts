import { afterRunPart } from '@/components/shell/code-part';

/** What a run shows for an exercise is code of its own: it is there before a run is over. */
export const runEvidence = afterRunPart(() => import('@/lib/learner/exercises/run-evidence'));
