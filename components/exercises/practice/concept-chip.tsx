import { useTranslations } from 'next-intl';
import type { ConceptId } from '@/lib/exercises/concepts';
import type { Mastery } from '@/lib/exercises/practice/mastery';
import styles from './concept-chip.module.css';

interface ConceptChipProps {
  readonly concept: ConceptId;
  readonly mastery: Mastery;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

/** A concept to choose, and how well it is known. */
export function ConceptChip({ concept, mastery: { state, right, of }, checked, onChange }: ConceptChipProps) {
  const t = useTranslations('practice.start.state');
  const names = useTranslations('exercises.concepts');
  return (
    <label className={styles.chip}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        <span className="block bold leading-snug">{names(concept)}</span>
        <span className={`${styles.state} block soft tiny figures`} data-state={state}>
          {t(state, { right, of })}
        </span>
      </span>
    </label>
  );
}
