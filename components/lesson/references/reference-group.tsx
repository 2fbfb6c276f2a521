import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Topic } from '@/lib/lesson/references-by-topic';
import styles from './reference-group.module.css';

/** The works on one topic, under its name. */
export function ReferenceGroup({ topic, children }: { readonly topic: Topic; readonly children: ReactNode }) {
  const t = useTranslations('glossary.references.topics');
  const id = `topic-${topic}`;
  return (
    <section className={`${styles.group} pad-above-7 line-above`} aria-labelledby={id}>
      <h2 id={id}>{t(topic)}</h2>
      <ul>{children}</ul>
    </section>
  );
}
