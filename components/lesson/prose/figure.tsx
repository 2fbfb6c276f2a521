'use client';

import { useLessonFigures } from '@/components/lesson/use-lesson-figures';
import type { FigureId } from '@/lib/lesson/figures';
import styles from './prose.module.css';

/** A figure of the learner's own run, or of the sample run; the box it stands in says which. */
export function Figure({ id }: { id: FigureId }) {
  return <strong className={styles.figure}>{useLessonFigures().values[id]}</strong>;
}
