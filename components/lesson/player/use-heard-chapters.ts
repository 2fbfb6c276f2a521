import { useMarks } from '@/components/lesson/use-marks';
import { CHAPTER_IDS, type ChapterId } from '@/lib/lesson/outline';
import { markKey } from '@/lib/lesson/progress';

/** The chapters that were heard on this device; none where it keeps nothing. */
export function useHeardChapters(): ReadonlySet<ChapterId> {
  const marks = useMarks();
  return new Set(CHAPTER_IDS.filter((piece) => marks?.has(markKey({ kind: 'heard', piece }))));
}
