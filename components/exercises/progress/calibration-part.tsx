import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { CalibrationChart } from '@/components/exercises/calibration-chart';
import { JUDGED_KINDS, type JudgedKind, judgedAnswers } from '@/lib/exercises/progress/judged-answers';
import type { ProgressRecords } from '@/lib/exercises/progress/records';
import { SCENARIO_RIGHT } from '@/lib/exercises/progress/scenario-verdict';
import { SCENARIO_POINTS } from '@/lib/exercises/scenarios/grade-scenario';
import styles from './calibration-part.module.css';

/** Confidence held against outcome over all that was answered, or over some kinds of it. */
export function CalibrationPart({ records }: { readonly records: ProgressRecords }) {
  const t = useTranslations('progress.calibration');
  const [chosen, setChosen] = useState<ReadonlySet<JudgedKind>>(new Set(JUDGED_KINDS));
  const judged = useMemo(() => judgedAnswers(records), [records]);
  const answers = useMemo(
    () => JUDGED_KINDS.flatMap((kind) => (chosen.has(kind) ? judged[kind] : [])),
    [judged, chosen],
  );
  const choose = (kind: JudgedKind, isChosen: boolean) =>
    setChosen(new Set(JUDGED_KINDS.filter((each) => (each === kind ? isChosen : chosen.has(each)))));
  return (
    <section className="grid from-top gap-3 narrow" aria-labelledby="progress-calibration">
      <h2 className="large" id="progress-calibration">
        {t('title')}
      </h2>
      <fieldset className={`${styles.filter} flex wrap gap-y-0 gap-x-6 small`}>
        <legend className="visually-hidden">{t('filter')}</legend>
        {JUDGED_KINDS.map((kind) => (
          <label className="inline-row gap-2 target pointer" key={kind}>
            <input
              type="checkbox"
              checked={chosen.has(kind)}
              onChange={(event) => choose(kind, event.currentTarget.checked)}
            />
            {t(`kinds.${kind}`, { count: judged[kind].length })}
          </label>
        ))}
      </fieldset>
      {chosen.size === 0 ? (
        <p className={`${styles.nothing} card center soft`} role="status">
          {t('nothing')}
        </p>
      ) : (
        <CalibrationChart answers={answers} />
      )}
      <p className="measure soft small">{t('note', { points: SCENARIO_RIGHT * SCENARIO_POINTS.all })}</p>
      <details className={styles.more}>
        <summary className="small">{t('brierTitle')}</summary>
        <p className="measure soft small">{t('brier')}</p>
      </details>
    </section>
  );
}
