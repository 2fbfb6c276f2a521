'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { SceneTable } from '@/components/exercises/scenes/scene-table';
import { SimulatedMark } from '@/components/exercises/scenes/simulated-mark';
import { SetupSentence } from '@/components/lab/sentence/setup-sentence';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { Ask } from '@/lib/exercises/exercise';
import { isSimulated, setupOfLeg } from '@/lib/exercises/leg';
import { setupWith } from '@/lib/experiment/setup';
import styles from './play.module.css';

interface LegSetUpProps {
  readonly ask: Ask;
  readonly index: number;
  readonly evidence: Evidence;
  readonly seed: number | null;
}

/** What a leg will run, in the Lab's sentence with every control locked. */
export function LegSetUp({ ask, index, evidence, seed }: LegSetUpProps) {
  const t = useTranslations('exercises.play');
  const format = useFormatter();
  const leg = ask.legs[index];
  if (!leg) return null;
  if (isSimulated(leg)) {
    return (
      <div className={styles.leg}>
        <h3 className="row wrap gap-x-3 gap-y-0">
          {leg.title} <SimulatedMark />
        </h3>
        <SceneTable leg={leg} />
      </div>
    );
  }
  const setup = setupOfLeg(leg, evidence, seed);
  const shown = setup ?? setupWith(leg.changes);
  const words = { leg: index + 1, of: ask.legs.length, title: leg.title };
  return (
    <div className={styles.leg}>
      <h3>{ask.legs.length > 1 ? t('legOf', words) : t('legOne', { title: leg.title })}</h3>
      {/* A locked control is still read aloud; it cannot be opened. */}
      {!leg.search && (
        <div className={styles.sentence}>
          <SetupSentence setup={shown} disabled onChange={() => {}} />
        </div>
      )}
      {leg.search && <p className={`${styles.note} soft small`}>{t('rateOpen')}</p>}
      {leg.rateFrom && !setup && (
        <p className={`${styles.note} soft small`}>
          {t('rateLater', { share: format.number(leg.rateFrom.times, { style: 'percent' }) })}
        </p>
      )}
    </div>
  );
}
