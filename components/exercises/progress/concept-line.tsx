import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import type { ConceptProgress } from '@/lib/exercises/progress/concept-progress';
import type { NextStep } from '@/lib/exercises/progress/next-step';
import { isDone, type Piece } from '@/lib/exercises/progress/piece';
import styles from './concept-line.module.css';
import { VerdictMark } from './verdict-mark';

/** A concept: how far one has come, and where to go on. */
export function ConceptLine({ progress }: { readonly progress: ConceptProgress }) {
  const t = useTranslations('progress.concepts');
  const names = useTranslations('exercises.concepts');
  const { concept, mastery, exercises, scenarios, meanPoints, next } = progress;
  return (
    <li className={styles.row}>
      <h3 className="medium bold">{names(concept)}</h3>
      <p className={`${styles.mastery} soft`} data-state={mastery.state}>
        <span className={`${styles.label} nowrap absolute`}>{t('columns.mastery')}</span>
        {t(`state.${mastery.state}`, { right: mastery.right, of: mastery.of })}
      </p>
      <Pieces label={t('columns.exercises')} pieces={exercises} />
      <Pieces
        label={t('columns.scenarios')}
        pieces={scenarios}
        {...(meanPoints !== null && { note: t('points', { points: Math.round(meanPoints) }) })}
      />
      <NextLink next={next} />
    </li>
  );
}

function Pieces({ label, pieces, note }: { label: string; pieces: readonly Piece[]; note?: string }) {
  const t = useTranslations('progress.concepts');
  const verdicts = useTranslations('progress.verdict');
  return (
    <div>
      <p className="flex wrap gap-y-0 gap-x-2 figures">
        <span className={`${styles.label} nowrap absolute`}>{label}</span>
        {t('done', { done: pieces.filter(isDone).length, of: pieces.length })}
        {note && <span className="soft tiny">{note}</span>}
      </p>
      <p className="flex wrap gap-1">
        {pieces.map(({ id, title, state }) => (
          <span className="inline-flex relative" key={id} title={`${title}: ${verdicts(state)}`}>
            <VerdictMark state={state} />
            <span className="visually-hidden">{`${title}: ${verdicts(state)}.`}</span>
          </span>
        ))}
      </p>
    </div>
  );
}

function NextLink({ next }: { readonly next: NextStep }) {
  const t = useTranslations('progress.concepts');
  if (next.kind === 'none') return <p className={`${styles.done} soft`}>{t('next.none')}</p>;
  return (
    <p className={styles.next}>
      <span className="visually-hidden">{t('columns.next')}: </span>
      <IntentLink className="inline-row target semibold leading-snug" href={next.href}>
        {'title' in next ? t(`next.${next.kind}`, { title: next.title }) : t(`next.${next.kind}`)}
      </IntentLink>
    </p>
  );
}
