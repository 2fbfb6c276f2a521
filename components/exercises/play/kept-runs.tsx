'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/kit/button';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Asked } from '@/lib/exercises/evidence/judge-run';
import type { RunSetup } from '@/lib/experiment/setup';
import { formatSetup } from '@/lib/experiment/setup-url';
import type { RunRow } from '@/lib/lab/history-row';
import styles from './play.module.css';
import { runEvidence } from './run-evidence';

interface KeptRunsProps {
  readonly setup: RunSetup;
  readonly asked: Asked;
  onLeg(evidence: LegEvidence): void;
}

/** The newest are offered. */
const MOST_OFFERED = 3;

/** Offers runs from the history that fit the set-up exactly. */
export function KeptRuns({ setup, asked, onLeg }: KeptRunsProps) {
  const t = useTranslations('exercises.play.kept');
  const format = useFormatter();
  const query = formatSetup(setup);
  const [rows, setRows] = useState<readonly RunRow[]>([]);
  const [unfit, setUnfit] = useState(false);
  const [loading, setLoading] = useState(false);
  useEffect(() => {
    let isGone = false;
    void runEvidence()
      .then(({ runsThatFit }) => runsThatFit(setup))
      .then((found) => isGone || setRows(found))
      // What cannot be offered is not.
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, [query]);
  const use = async (id: string) => {
    setLoading(true);
    const found = await runEvidence()
      .then(({ evidenceOfKeptRun }) => evidenceOfKeptRun(id, asked))
      .catch(() => null);
    if (found?.evidence) onLeg(found.evidence);
    else setUnfit(true);
    setLoading(false);
  };
  if (rows.length === 0) return null;
  return (
    <aside className={`${styles.kept} pad-y-4 pad-x-5 small bg-sunken bordered rounded-card`}>
      <h3>{t('title')}</h3>
      <p className="above-1 below-3">{t('lead')}</p>
      <div className="row wrap gap-3">
        {rows.slice(0, MOST_OFFERED).map(({ id, startedAt }) => (
          <Button key={id} disabled={loading} onClick={() => void use(id)}>
            {t('use', { when: format.dateTime(new Date(startedAt), { dateStyle: 'medium', timeStyle: 'short' }) })}
          </Button>
        ))}
      </div>
      {unfit && (
        <p className="above-1 below-3" role="alert">
          {t('unfit')}
        </p>
      )}
    </aside>
  );
}
