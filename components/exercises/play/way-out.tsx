'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/kit/button';
import type { AttemptEvent } from '@/lib/exercises/attempt';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Ask } from '@/lib/exercises/exercise';
import { fetchSample } from '@/lib/learner/exercises/fetch-sample';
import styles from './play.module.css';

interface WayOutProps {
  readonly ask: Ask;
  send(event: AttemptEvent): void;
}

/** For a device that does not measure what can be graded: a run of another machine, where there is one, or the explanation without a grade. */
export function WayOut({ ask, send }: WayOutProps) {
  const t = useTranslations('exercises.play.wayOut');
  const [sample, setSample] = useState<readonly LegEvidence[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void fetchSample(ask.id, ask.legs.length).then((found) => isGone || setSample(found));
    return () => {
      isGone = true;
    };
  }, [ask]);
  const machine = sample?.[0]?.sample;
  return (
    <aside className={`${styles.kept} pad-y-4 pad-x-5 small bg-sunken bordered rounded-card`} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p className="above-1 below-3">{t(machine ? 'sampleLead' : 'lead')}</p>
      <div className="row wrap gap-3">
        {sample && machine && (
          <Button look="go" className="wide-on-phones" onClick={() => send({ type: 'sample', legs: [...sample] })}>
            {t('useSample', { machine })}
          </Button>
        )}
        <Button onClick={() => send({ type: 'tell', told: { at: new Date().toISOString() } })}>{t('tell')}</Button>
      </div>
    </aside>
  );
}
