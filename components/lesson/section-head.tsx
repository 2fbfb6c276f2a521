import { useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import type { ProseHead } from '@/lib/lesson/content';
import type { Depth, SectionId } from '@/lib/lesson/outline';
import { MODES } from '@/lib/modes';
import { AtDepth } from './at-depth';
import styles from './section-head.module.css';

interface SectionHeadProps {
  readonly section: SectionId;
  readonly texts: readonly { readonly depth: Depth; readonly head: ProseHead }[];
}

/** The head of a section: its name with the mark of its lane, and what each depth promises. */
export function SectionHead({ section, texts }: SectionHeadProps) {
  const t = useTranslations('lesson');
  const lanes = MODES.filter(({ id }) => section === 'choosing' || id === section);
  return (
    <div className={styles.head}>
      <h1 className="row wrap gap-y-1 gap-x-3">
        <span className="inline-flex gap-1">
          {lanes.map(({ id }) => (
            <LaneMark key={id} lane={id} size={lanes.length > 1 ? 18 : 28} />
          ))}
        </span>
        {t(`pages.${section}`)}
      </h1>
      {texts.map(({ depth, head }) => (
        <AtDepth key={depth} depth={depth}>
          <p className={styles.title}>{head.title}</p>
          <p>{head.summary}</p>
        </AtDepth>
      ))}
    </div>
  );
}
