'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { ErrorWords } from '@/components/shell/error-words';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { compareRuns, type RunComparison } from '@/lib/lab/compare-runs';
import { loadRun } from '@/lib/lab/history';
import styles from './compare.module.css';
import { CompareChart } from './compare-chart';
import { CompareLanes } from './compare-lanes';
import { CompareSetups } from './compare-setups';
import { useMoment } from './use-run-words';

interface ComparePanelProps {
  /** Ids of saved runs. */
  readonly a: string;
  readonly b: string;
  onClose(): void;
}

/** Two runs side by side: what differs in how they were made, and whether what they measured differs. */
export function ComparePanel({ a, b, onClose }: ComparePanelProps) {
  const t = useTranslations('runs.compare');
  const validity = useTranslations('findings.validity');
  const moment = useMoment();
  const heading = useRef<HTMLHeadingElement>(null);
  const [comparison, setComparison] = useState<RunComparison | null>(null);
  const [error, setError] = useState<ErrorReport | null>(null);

  useEffect(() => {
    heading.current?.focus();
    let gone = false;
    const compare = async () => {
      const [first, second] = [await loadRun(a), await loadRun(b)];
      return compareRuns(first, second);
    };
    compare().then(
      (done) => gone || setComparison(done),
      (thrown: unknown) => gone || setError(reportOf(thrown)),
    );
    return () => {
      gone = true;
    };
  }, [a, b]);

  return (
    <section className={`${styles.panel} grid gap-6 pad-above-5 pad-below-7 narrow`} aria-label={t('title')}>
      <div className="row wrap between gap-3">
        <h2 ref={heading} tabIndex={-1}>
          {t('title')}
        </h2>
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
      {error && (
        <Notice>
          <ErrorWords report={error} />
        </Notice>
      )}
      {!comparison && !error && (
        <p role="status" className={styles.wait}>
          {t('opening')}
        </p>
      )}
      {comparison && (
        <>
          <ul className="plain-list grid gap-1 small">
            {(['a', 'b'] as const).map((run) => (
              <li className="row gap-2" key={run}>
                <span
                  className={`${styles.letter} inline-grid place-center rigid paper tiny bg-ink round`}
                  aria-hidden="true"
                >
                  {t(`letter.${run}`)}
                </span>
                <span>
                  {t('made', { run: t(`run.${run}`), when: moment(comparison[run].state.startedAt ?? '') })}{' '}
                  <strong className="verdict" data-verdict={comparison[run].validity.verdict}>
                    {validity(comparison[run].validity.verdict)}
                  </strong>
                </span>
              </li>
            ))}
          </ul>
          <CompareLanes comparison={comparison} />
          <CompareSetups comparison={comparison} />
          <CompareChart comparison={comparison} />
        </>
      )}
    </section>
  );
}
