'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { Lanes } from '@/components/lab/lanes';
import { useRun } from '@/components/lab/use-run';
import type { Attempt, AttemptEvent } from '@/lib/exercises/attempt';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Asked } from '@/lib/exercises/evidence/judge-run';
import type { LoadSearch } from '@/lib/exercises/leg';
import { bestLoad, bracketOf, isSearchOver, metLimit } from '@/lib/exercises/load-search';
import { readNumber } from '@/lib/exercises/practice/read-number';
import { type RunSetup, workloadSpecOf } from '@/lib/experiment/setup';
import { formatSetup } from '@/lib/experiment/setup-url';
import { labelsOf } from '@/lib/export/run-figures';
import { samplesOf } from '@/lib/lab/load-samples';
import type { ValidityReason } from '@/lib/measure/validity';
import { findModel } from '@/lib/model';
import { createWorkload } from '@/lib/workload/workload';
import { InvalidRun } from './invalid-run';
import styles from './play.module.css';
import { runEvidence } from './run-evidence';
import { LANES_MARGIN, useLanesInView } from './use-lanes-in-view';

interface SearchLegProps {
  readonly asked: Asked;
  /** Which leg it is. */
  readonly index: number;
  readonly search: LoadSearch;
  readonly setup: RunSetup;
  readonly trials: Attempt['trials'];
  readonly done: boolean;
  send(event: AttemptEvent): void;
  onLeg(evidence: LegEvidence): void;
  /** Hears of a try that does not count, and (`enough`) of a search that led nowhere. */
  onSpoiled(enough?: boolean): void;
}

/** The learner tries rates until they know the highest that keeps to the limit. */
export function SearchLeg({ asked, index, search, setup, trials, done, send, onLeg, onSpoiled }: SearchLegProps) {
  const t = useTranslations('exercises.play.search');
  const play = useTranslations('exercises.play');
  const numbers = useFigures();
  const id = useId();
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<readonly ValidityReason[]>([]);
  const { state, busy, follow, start, cancel } = useRun();
  const [uncounted, setUncounted] = useState(false);
  const rate = readNumber(text, '');
  const isRate = rate !== null && rate >= search.least && rate <= search.most;
  const trying = useMemo(() => state.setup ?? setup, [state.setup, setup]);
  const planned = useMemo(
    () => createWorkload(workloadSpecOf(trying, findModel(trying.modelId).samples.count)),
    [trying],
  );

  const tryIt = () => {
    if (!isRate || busy) return;
    setFaults([]);
    setUncounted(false);
    start({ ...setup, perSecond: rate }, () => samplesOf(setup.modelId));
  };

  const lanes = useLanesInView(busy);
  const judged = useRef<string | null>(null);
  useEffect(() => {
    const { phase, startedAt, setup: tried } = state;
    if ((phase !== 'done' && phase !== 'stopped') || judged.current === startedAt || !tried) return;
    judged.current = startedAt;
    const spoil = () => {
      setUncounted(true);
      onSpoiled();
    };
    if (phase === 'stopped') return spoil();
    const judge = async () => {
      const { evidenceOfRun } = await runEvidence();
      const found = await evidenceOfRun(state, null, asked);
      if (judged.current !== startedAt) return;
      setFaults(found?.faults ?? []);
      if (found && found.faults.length > 0) return onSpoiled();
      const lane = found?.summaries.find(({ id }) => id === search.figure.split('.')[0]);
      const met = lane && metLimit(lane, search.limit);
      if (!found?.evidence || !lane || met === undefined) return spoil();
      const p99 = found.evidence.figures[search.figure] ?? null;
      send({ type: 'trial', index, trial: { perSecond: tried.perSecond, p99, answered: lane.counts.completed, met } });
    };
    judge().catch(() => judged.current === startedAt && spoil());
  }, [state, asked, index, search, send, onSpoiled]);

  const best = bestLoad(trials, search);
  const isOver = isSearchOver(trials, search);
  const isNowhere = isOver && !best && !done;
  useEffect(() => {
    if (isNowhere) onSpoiled(true);
  }, [isNowhere, onSpoiled]);
  const { met, missed } = bracketOf(trials);
  const finish = useCallback(() => {
    if (!best) return;
    onLeg({
      setup: formatSetup(setup),
      measuredAt: new Date().toISOString(),
      runId: null,
      figures: { 'load.best': best },
      emulated: [],
      trials,
    });
  }, [best, onLeg, setup, trials]);

  const limit = numbers.duration(search.limit);
  return (
    <div className="grid narrow gap-4 above-5">
      {!done && <p>{t('lead', { figure: t('columns.figure'), limit, tries: search.tries })}</p>}
      {!isOver && !done && (
        <div className="row wrap gap-3">
          <label htmlFor={`${id}-rate`}>{t('rate')}</label>
          <input
            id={`${id}-rate`}
            className={styles.rate}
            inputMode="decimal"
            autoComplete="off"
            value={text}
            aria-describedby={`${id}-range`}
            aria-invalid={text !== '' && !isRate}
            disabled={busy}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && tryIt()}
          />
          <Button look="go" className="wide-on-phones" disabled={!busy && !isRate} onClick={busy ? cancel : tryIt}>
            {busy ? play('cancel') : t('try')}
          </Button>
          <p id={`${id}-range`} className={`${styles.note} soft small`}>
            {t('range', { least: numbers.rate(search.least), most: numbers.rate(search.most) })}{' '}
            {t('left', { count: search.tries - trials.length })}
          </p>
        </div>
      )}
      <p role="status" className={`${styles.note} soft small`}>
        {met !== null && missed !== null
          ? t('bracket', { low: numbers.rate(met), high: numbers.rate(missed) })
          : trials.length > 0 && t('needBoth')}{' '}
        {met !== null && missed !== null && !isOver && t('closer')}
      </p>
      {uncounted && <Notice className="above-4 below-4">{t('uncounted')}</Notice>}
      {isNowhere && (
        <Notice standing className="above-4 below-4">
          <p>{t('nowhere')}</p>
          <Button onClick={() => send({ type: 'search-again' })}>{t('again')}</Button>
        </Notice>
      )}
      {faults.length > 0 && <InvalidRun reasons={faults} />}
      {trials.length > 0 && (
        <table className={`${styles.trials} small figures collapse`}>
          <caption className="pad-below-1 bold text-start">{t('table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('columns.rate')}</th>
              <th scope="col">{t('columns.figure')}</th>
              <th scope="col">{t('columns.answered')}</th>
              <th scope="col">{t('columns.met')}</th>
            </tr>
          </thead>
          <tbody>
            {trials.map((trial, index) => (
              <tr key={index}>
                <th scope="row">{numbers.rate(trial.perSecond)}</th>
                <td>{trial.p99 ? numbers.duration(trial.p99.value) : t('locked')}</td>
                <td>{numbers.count(trial.answered)}</td>
                <td>{trial.met ? t('yes') : t('no')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isOver && best && !busy && !done && (
        <div className="row wrap gap-3">
          <Button look="go" className="wide-on-phones" onClick={finish}>
            {t('finish')}
          </Button>
        </div>
      )}
      {state.phase !== 'idle' && (
        <div className="narrow" ref={lanes} style={LANES_MARGIN}>
          <Lanes
            setup={trying}
            state={state}
            records={state.records}
            planned={planned}
            labels={labelsOf(state)}
            busy={busy}
            follow={follow}
            onRetry={tryIt}
          />
        </div>
      )}
    </div>
  );
}
