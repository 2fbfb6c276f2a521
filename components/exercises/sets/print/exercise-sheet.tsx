import { useFormatter, useTranslations } from 'next-intl';
import { viewOf } from '@/components/exercises/kinds/view-of';
import { Boxes } from '@/components/exercises/paper/boxes';
import styles from '@/components/exercises/paper/print.module.css';
import { CONFIDENCES } from '@/lib/exercises/confidence';
import type { Ask } from '@/lib/exercises/exercise';
import { isOnSimulated } from '@/lib/exercises/leg';
import { LegWords } from './leg-words';

/** Values are noted in so many rows. */
const ROWS = [1, 2, 3, 4];

interface ExerciseSheetProps {
  readonly ask: Ask;
  readonly seed: number | null;
}

/** The worksheet of an exercise: the case, room for the prediction, for what was seen, and for what follows from it. */
export function ExerciseSheet({ ask, seed }: ExerciseSheetProps) {
  const t = useTranslations('sets.print');
  const prediction = useTranslations('prediction.confidence');
  const format = useFormatter();
  const { Paper } = viewOf(ask.kind);
  return (
    <>
      {ask.prompt.split('\n\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <h3>{t(isOnSimulated(ask) ? 'simulate' : 'setUp')}</h3>
      {ask.legs.length === 0 ? (
        <p>{t('noRun')}</p>
      ) : (
        <ol className={styles.legs}>
          {ask.legs.map((leg) => (
            <LegWords key={leg.title} leg={leg} seed={seed} />
          ))}
        </ol>
      )}
      {seed !== null && <p className="soft small">{t('seed', { seed })}</p>}
      <p className={styles.question}>{ask.question}</p>
      <div className={styles.keepTogether}>
        <h3>{t('prediction')}</h3>
        <Paper input={ask.input} question={ask.question} />
      </div>
      <div className={styles.keepTogether}>
        <h3>{t('reason')}</h3>
        <Boxes options={ask.reasons} />
        <p className="soft small">{t('ownWords')}</p>
        <Lines count={2} />
      </div>
      <div className={styles.keepTogether}>
        <h3>{t('confidence')}</h3>
        <ul className={`${styles.boxes} ${styles.inRow} plain-list`}>
          {CONFIDENCES.map(({ id, share }) => (
            <li key={id}>
              {prediction(id)} ({format.number(share, { style: 'percent' })})
            </li>
          ))}
        </ul>
      </div>
      {ask.legs.length > 0 && (
        <div className={styles.keepTogether}>
          <h3>{t('saw')}</h3>
          <Lines count={3} />
          <table className={styles.values}>
            <caption>{t(isOnSimulated(ask) ? 'simulated' : 'measured')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('value')}</th>
                <th scope="col">{t('result')}</th>
              </tr>
            </thead>
            <tbody>
              {ROWS.map((row) => (
                <tr key={row}>
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={styles.keepTogether}>
        <h3>{t('conclusion')}</h3>
        <Lines count={3} />
      </div>
    </>
  );
}

/** Lines to write on. */
export function Lines({ count }: { count: number }) {
  return (
    <div className={styles.lines} aria-hidden>
      {Array.from({ length: count }, (_, line) => (
        <div key={line} />
      ))}
    </div>
  );
}
