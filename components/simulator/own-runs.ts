import { codePart } from '@/components/shell/code-part';

/** What is kept on this device, and what follows from it, is code of its own. */
export const ownRuns = codePart(() => import('@/lib/simulator-page/own-runs'));
