import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Beside the title. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the batch page with its heading. */
export function Section({ title, lead, tools, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid one-column gap-3">
      <div className="row wrap gap-y-2 gap-x-3">
        <h2 id={id} className="push-end">
          {title}
        </h2>
        {tools}
      </div>
      {lead && <p className={`${styles.lead} measure soft small`}>{lead}</p>}
      {children}
    </section>
  );
}
