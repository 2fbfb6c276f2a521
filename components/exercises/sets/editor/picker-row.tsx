import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import type { ConceptId, Level } from '@/lib/exercises/concepts';
import styles from './editor.module.css';

interface PickerRowProps {
  readonly kind: 'exercise' | 'scenario';
  readonly title: string;
  readonly concept: ConceptId | undefined;
  readonly level: Level;
  readonly minutes: number;
  /** Already chosen. */
  readonly isIn: boolean;
  readonly isFull: boolean;
  onAdd(): void;
}

/** Something to choose. */
export function PickerRow({ kind, title, concept, level, minutes, isIn, isFull, onAdd }: PickerRowProps) {
  const t = useTranslations('sets');
  const exercises = useTranslations('exercises');
  return (
    <li>
      <div className={`${styles.entryName} grid narrow leading-snug`}>
        <strong className="bold">{title}</strong>
        <span className="soft tiny">
          {t(`kind.${kind}`)}
          {concept && ` · ${exercises(`concepts.${concept}`)}`} · {exercises(`levels.${level}`)} ·{' '}
          {t('unit.minutes', { minutes })}
        </span>
      </div>
      {/* It stays where it is once chosen: the focus must not fall off the page. */}
      <Button aria-label={t('pick.addNamed', { title })} aria-disabled={isIn || isFull} onClick={onAdd}>
        <span aria-hidden>{isIn ? '✓' : t('pick.add')}</span>
      </Button>
    </li>
  );
}
