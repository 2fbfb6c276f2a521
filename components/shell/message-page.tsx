import type { ReactNode } from 'react';
import styles from './message-page.module.css';

/** A page that is nothing but a message: a heading, a few words, and ways on. */
export function MessagePage({ title, body, children }: { title: string; body: string; children: ReactNode }) {
  return (
    <div className={styles.page}>
      <h1>{title}</h1>
      <p>{body}</p>
      <div className={`${styles.ways} row wrap gap-y-3 gap-x-6 above-7`}>{children}</div>
    </div>
  );
}
