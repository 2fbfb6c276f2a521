import { afterRunPart } from '@/components/shell/code-part';

/** The history is code of its own: it is there before a run or a study is over. */
export const history = afterRunPart(() => import('@/lib/lab/history'));
