import type { ReactNode } from 'react';
import type { Depth } from '@/lib/lesson/outline';
import styles from './at-depth.module.css';

/** Shown only while the lesson is read at this depth. All are in the page: changing needs no wait and no network. */
export function AtDepth({ depth, children }: { depth: Depth; children: ReactNode }) {
  return <div className={styles[depth]}>{children}</div>;
}
