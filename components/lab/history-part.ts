import { afterRunPart, fetchPatiently, LIFE_OF_PAGE } from '@/components/shell/code-part';
import { reportOf } from '@/lib/errors';
import { noteKeeping } from '@/lib/lab/keeping';

/** The history is code of its own: it is there before a run or a study is over. */
export const history = afterRunPart(() => import('@/lib/lab/history'));
type HistoryCode = Awaited<ReturnType<typeof history>>;

/**
 * Keeps a run or a study, whatever comes after it on the screen: at once, so that the list of what is kept waits for it, and where the code
 * does not come, when it comes.
 * @param onMissing hears, once, that it did not come
 */
export async function keepPatiently<Kept>(
  keep: (code: HistoryCode) => Promise<Kept>,
  onMissing: (thrown: unknown) => void,
): Promise<Kept | null> {
  const stopAsking = askBeforeLeaving();
  try {
    return await noteKeeping(history().then(keep));
  } catch (thrown) {
    stopAsking();
    if (reportOf(thrown).code !== 'part-missing') throw thrown;
    onMissing(thrown);
    const code = await fetchPatiently(history, LIFE_OF_PAGE, () => {});
    return code && noteKeeping(keep(code));
  } finally {
    stopAsking();
  }
}

/** Has the browser ask who closes or reloads the page, for the moment in which what was measured is not kept yet. */
function askBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}
