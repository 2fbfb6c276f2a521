import type { ReactNode } from 'react';
import styles from './example.module.css';

/** An example to paste into a shell; wide ones scroll by themselves. */
export function Example({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className={`${styles.example} grid above-6`}>
      <h3>{title}</h3>
      <p>{note}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={title} tabIndex={0} dir="ltr">
        <pre>
          <code>{children}</code>
        </pre>
      </section>
    </div>
  );
}
