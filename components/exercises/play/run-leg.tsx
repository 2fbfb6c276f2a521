'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LaneNotesContext, useLaneNotes } from '@/components/charts/emulated';
import { useFigures } from '@/components/charts/format';
import { RunSections } from '@/components/charts/run-sections';
import { useRunFigures } from '@/components/charts/use-run-figures';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { DeviceRateNote } from '@/components/lab/device-rate-note';
import { Lanes } from '@/components/lab/lanes';
import { ParityNote } from '@/components/lab/parity-note';
import { RunMethod } from '@/components/lab/run-method';
import { useDeviceRate } from '@/components/lab/use-device-rate';
import { useRun } from '@/components/lab/use-run';
import { MeasuredRuler } from '@/components/ruler/measured-ruler';
import { useShortcut } from '@/components/shell/shortcuts';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Asked } from '@/lib/exercises/evidence/judge-run';
import { type Figures, figuresOfRun } from '@/lib/exercises/evidence/run-figures';
import { easierSetup, fittedSetup } from '@/lib/exercises/leg';
import type { RateProposal } from '@/lib/experiment/device-rate';
import { type RunSetup, workloadSpecOf } from '@/lib/experiment/setup';
import { labelsOf } from '@/lib/export/run-figures';
import { samplesOf } from '@/lib/lab/load-samples';
import type { RunEvidence } from '@/lib/learner/exercises/run-evidence';
import type { LaneSummary } from '@/lib/measure/summary';
import { findModel } from '@/lib/model';
import { createWorkload } from '@/lib/workload/workload';
import { InvalidRun, ReasonList } from './invalid-run';
import { KeptRuns } from './kept-runs';
import styles from './play.module.css';
import { runEvidence } from './run-evidence';
import { LANES_MARGIN, useLanesInView } from './use-lanes-in-view';

interface RunLegProps {
  readonly asked: Asked;
  readonly setup: RunSetup;
  /** It has been measured: what was run stays in sight. */
  readonly done: boolean;
  /** Runs of earlier may not serve. */
  readonly fresh: boolean;
  /** No other leg is compared with it, so that it may run at another rate. */
  readonly only: boolean;
  /** Hears the figures so far. */
  onFigures(figures: Figures): void;
  /** Hears what the leg showed, once it may be graded on. */
  onLeg(evidence: LegEvidence): void;
  /** Hears of a run that may not be graded on, or never came to its end. */
  onSpoiled(): void;
}

const NO_SUMMARIES: readonly LaneSummary[] = [];

/** A leg over the same workload: the Lab's own run, under a set-up that cannot be changed. */
export function RunLeg({ asked, setup, done, fresh, only, onFigures, onLeg, onSpoiled }: RunLegProps) {
  const t = useTranslations('exercises.play');
  const numbers = useFigures();
  const { state, busy, follow, start, cancel } = useRun();
  const [judged, setJudged] = useState<RunEvidence | null>(null);
  const judgedRun = useRef<string | null>(null);
  const { onPurpose } = asked;
  const lanes = useLanesInView(busy);
  const [failed, setFailed] = useState(false);
  // A device that is too slow is no part of what is asked, unless the exercise says so itself.
  const mayBeSlower = only && !onPurpose.includes('generator-late');
  const [chosen, setChosen] = useState<RunSetup | null>(null);
  const device = useDeviceRate(
    setup,
    mayBeSlower && !busy && !done && (!chosen || (judged !== null && !judged.evidence)),
  );
  const fitFor = useCallback(
    (proposal: RateProposal | null) => (mayBeSlower ? fittedSetup(setup, proposal?.perSecond ?? null) : setup),
    [mayBeSlower, setup],
  );
  const running = useMemo(() => chosen ?? fitFor(device.proposal), [chosen, fitFor, device.proposal]);
  const runWith = useCallback(
    (wanted: RunSetup) => {
      judgedRun.current = null;
      setJudged(null);
      setChosen(wanted);
      setFailed(false);
      start(wanted, () => samplesOf(wanted.modelId));
    },
    [start],
  );
  const go = useRef<HTMLButtonElement>(null);
  /** Counts what was asked for: pressed again, Run waits no longer for the check of the device. */
  const wish = useRef(0);
  // What was waited for is wanted no more: a run of earlier serves.
  useEffect(() => {
    if (done) wish.current += 1;
  }, [done]);
  const run = () => {
    const mine = ++wish.current;
    device.hurry();
    if (chosen) runWith(chosen);
    else void device.settled().then((proposal) => mine === wish.current && runWith(fitFor(proposal)));
  };
  /** Both buttons go when they are pressed: the focus goes on to the one that runs. */
  const andStay = (act: () => void) => {
    go.current?.focus({ preventScroll: true });
    act();
  };
  useShortcut('r', () => busy || done || run());
  const stop = () => {
    wish.current += 1;
    cancel();
  };
  useShortcut('escape', stop);

  const labels = labelsOf(state);
  const planned = useMemo(
    () => createWorkload(workloadSpecOf(running, findModel(running.modelId).samples.count)),
    [running],
  );
  const easier =
    only && judged && !judged.evidence ? easierSetup(running, judged.faults, device.proposal?.perSecond) : null;
  const purposeful = judged?.validity.reasons.filter(({ id }) => onPurpose.includes(id)) ?? [];
  const figures = useRunFigures(state);
  const summaries = figures?.last.summaries;
  const notes = useLaneNotes(state.records, summaries ?? NO_SUMMARIES);
  useEffect(() => {
    if (summaries && !done) onFigures(figuresOfRun(summaries));
  }, [summaries, done, onFigures]);

  useEffect(() => {
    const { phase, startedAt } = state;
    if ((phase !== 'done' && phase !== 'stopped') || judgedRun.current === startedAt) return;
    // Late news of the same run, such as the memory of the page, must not stop the judging.
    judgedRun.current = startedAt;
    // Why it stopped is said beside its lanes.
    if (phase === 'stopped') return onSpoiled();
    const settle = (found: RunEvidence | null) => {
      if (judgedRun.current !== startedAt) return;
      setJudged(found);
      setFailed(found === null);
      if (found?.evidence) onLeg(found.evidence);
      else onSpoiled();
    };
    const judge = async () => {
      const { evidenceOfRun, keepRun } = await runEvidence();
      return evidenceOfRun(state, await keepRun(state), asked);
    };
    judge().then(settle, () => settle(null));
  }, [state, asked, onLeg, onSpoiled]);

  return (
    <LaneNotesContext value={notes}>
      <div className="grid narrow gap-4 above-5">
        {state.phase === 'idle' && !done && !fresh && <KeptRuns setup={setup} asked={asked} onLeg={onLeg} />}
        <div className="row wrap gap-3" hidden={done} data-run-bar>
          <Button look="go" ref={go} className="wide-on-phones" onClick={busy ? cancel : run}>
            {busy ? t('cancel') : t(state.phase === 'idle' ? 'run' : 'runAgain')}
          </Button>
          <p className={`${styles.note} soft small`} role="status">
            {state.phase === 'done' && !judged && !failed ? t('counting') : ''}
          </p>
        </div>
        {failed && <Notice className="above-4 below-4">{t('notCounted')}</Notice>}
        {judged && !judged.evidence && (
          <InvalidRun reasons={judged.faults}>
            {easier && (
              <Button onClick={() => andStay(() => runWith(easier))}>
                {t('invalid.easier', { rate: numbers.rate(easier.perSecond) })}
              </Button>
            )}
          </InvalidRun>
        )}
        {mayBeSlower && !done && (chosen === null || running.perSecond !== setup.perSecond) && (
          <div className="row wrap gap-3">
            {running.perSecond === setup.perSecond ? (
              <DeviceRateNote device={device} perSecond={setup.perSecond} />
            ) : (
              <>
                <p className={`${styles.note} soft small`}>
                  {t('easier', { rate: numbers.rate(running.perSecond), planned: numbers.rate(setup.perSecond) })}
                </p>
                {!busy && (
                  <Button onClick={() => andStay(() => setChosen(setup))}>
                    {t('asPlanned', { rate: numbers.rate(setup.perSecond) })}
                  </Button>
                )}
              </>
            )}
          </div>
        )}
        {done && running.perSecond !== setup.perSecond && (
          <p className={`${styles.note} soft small`}>
            {t('easier', { rate: numbers.rate(running.perSecond), planned: numbers.rate(setup.perSecond) })}
          </p>
        )}
        {judged?.evidence && purposeful.length > 0 && (
          <div className={`${styles.note} soft small`}>
            <p>{t('onPurpose')}</p>
            <ReasonList reasons={purposeful} />
          </div>
        )}
        {/* There before the run, as in the Lab: what comes in moves nothing. */}
        {(state.phase !== 'idle' || !done) && (
          <>
            <div className="narrow" ref={lanes} style={LANES_MARGIN}>
              <Lanes
                setup={running}
                state={state}
                records={state.records}
                planned={planned}
                labels={labels}
                busy={busy}
                follow={follow}
                onRetry={done ? null : run}
              />
            </div>
            <ParityNote state={state} />
            {judged && figures && (
              <>
                <MeasuredRuler summaries={figures.last.summaries} label={t('ruler')} />
                <details className={styles.charts}>
                  <summary>{t('charts')}</summary>
                  <RunSections
                    figures={figures}
                    waiting=""
                    pageMemoryBytes={state.pageMemoryBytes}
                    longTasks={state.faults.longTasks}
                    caption=""
                    method={<RunMethod state={state} figures={figures} />}
                  />
                </details>
              </>
            )}
          </>
        )}
      </div>
    </LaneNotesContext>
  );
}
