import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { MemoryHead } from '@/lib/lesson/content';
import type { MemoryAidId } from '@/lib/lesson/outline';
import { Letters } from './letters';
import styles from './memory-card.module.css';
import { RecallCheck } from './recall-check';

interface MemoryCardProps {
  readonly id: MemoryAidId;
  readonly head: MemoryHead;
  /** The text of the aid. */
  readonly children: ReactNode;
}

/** A memory aid and, under it, a question to answer with the aid out of sight. */
export function MemoryCard({ id, head, children }: MemoryCardProps) {
  const t = useTranslations('memory');
  const titleId = `${id}-title`;
  return (
    <article id={id} className={styles.card} aria-labelledby={titleId}>
      <p className={styles.kind}>{t(`kinds.${head.kind}`)}</p>
      <h2 id={titleId}>{head.title}</h2>
      <RecallCheck id={id} recall={head.recall}>
        <p className={styles.summary}>{head.summary}</p>
        <div className={styles[head.kind]}>
          {head.letters && <Letters aid={id} letters={head.letters} />}
          {children}
        </div>
      </RecallCheck>
    </article>
  );
}
