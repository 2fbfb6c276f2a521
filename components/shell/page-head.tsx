import type { ReactNode } from 'react';
import styles from './page-head.module.css';

/** The head of a page: its one first-level heading and what to expect. */
export function PageHead({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  return (
    <div className={styles.head}>
      <h1>{title}</h1>
      <p>{lead}</p>
      {children}
    </div>
  );
}
