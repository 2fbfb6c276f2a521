'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo } from 'react';
import { ReplayBar } from '@/components/runs/replay-bar';
import { useReplay } from '@/components/runs/use-replay';
import { ErrorWords } from '@/components/shell/error-words';
import { useShortcut } from '@/components/shell/shortcuts';
import { StudyPanel } from '@/components/studies/study-panel';
import { type ExperimentSetup, workloadSpecOf } from '@/lib/experiment/setup';
import { labelsOf } from '@/lib/export/run-figures';
import { samplesOf } from '@/lib/lab/load-samples';
import type { RunState } from '@/lib/lab/run-state';
import { findModel } from '@/lib/model';
import { createWorkload } from '@/lib/workload/workload';
import { DrawPanel } from './draw-panel';
import styles from './lab-page.module.css';
import { Lanes } from './lanes';
import { ParityNote } from './parity-note';
import { RunBar } from './run-bar';
import { RunDetails } from './run-details';
import { RunOriginNote } from './run-origin-note';
import { RunToolsWait } from './run-tools';
import { SetupSentence } from './sentence/setup-sentence';
import { StudySwitch } from './study-switch';
import { useRememberedRuns } from './use-remembered-runs';
import { useRun } from './use-run';
import { useSetup } from './use-setup';
import { useWarmCharts } from './use-warm-charts';

const ChartsPanel = dynamic(() => import('@/components/charts/charts-panel').then((module) => module.ChartsPanel), {
  ssr: false,
  loading: () => <div className={styles.chartsWait} />,
});

const RunTools = dynamic(() => import('./run-tools').then((module) => module.RunTools), {
  ssr: false,
  loading: RunToolsWait,
});

const ChartsWarmUp = dynamic(() => import('@/components/charts/charts-warm-up').then((module) => module.ChartsWarmUp), {
  ssr: false,
});

/** The bench: the sentence that says what will run, the lanes, what came of it. */
export function LabPage() {
  const t = useTranslations('lab');
  const { setup, problems, autoRun, savedId, change, replace, consumeAutoRun, reset } = useSetup();
  const { state, busy, follow, start, cancel, show, clear } = useRun();
  const charts = useWarmCharts();
  const isStudy = setup.study !== 'same-workload';

  const run = useCallback(() => start(setup, () => samplesOf(setup.modelId)), [setup, start]);
  useEffect(() => {
    if (!autoRun) return;
    consumeAutoRun();
    if (!isStudy) run();
  }, [autoRun, consumeAutoRun, isStudy, run]);
  const open = useCallback(
    (run: RunState) => {
      show(run);
      // The sentence says what was run, so that it can be run again. An address that asked for a saved run has done its
      // work: Back must not open it once more.
      if (run.setup) (run.origin.kind === 'history' ? replace : change)(run.setup);
    },
    [show, change, replace],
  );
  const storageError = useRememberedRuns(state, savedId, open);
  const replay = useReplay(state.records);
  // Back may lead to a study while lanes run: what cannot be seen must not run.
  useEffect(() => {
    if (isStudy) cancel();
  }, [isStudy, cancel]);
  useShortcut('r', () => isStudy || busy || run());
  useShortcut('escape', cancel);

  const labels = labelsOf(state);
  // Before a run the lanes show what the sentence says; after it, what was run.
  const planned = useMemo(() => createWorkload(workloadSpecOf(setup, findModel(setup.modelId).samples.count)), [setup]);

  const captionOf = ({ modelId, versionId, seed }: ExperimentSetup) =>
    t('caption', { model: modelId, version: versionId, count: state.records[0]?.plannedCount ?? 0, seed });

  return (
    <div className={styles.page} data-run data-phase={state.phase}>
      <h1 className="visually-hidden">{t('heading')}</h1>
      {problems.length > 0 && (
        <section className={styles.problems} role="alert" aria-label={t('problems.title')}>
          <h2>{t('problems.title')}</h2>
          {problems.map((problem) => (
            <ErrorWords key={problem.detail} report={problem} />
          ))}
          <p>{t('problems.rest')}</p>
        </section>
      )}
      <StudySwitch study={setup.study} disabled={busy} onChoose={(study) => change({ ...setup, study })} />
      <SetupSentence setup={setup} onChange={change} disabled={busy} />
      {isStudy ? (
        <StudyPanel setup={setup} />
      ) : (
        <>
          <RunBar
            setup={setup}
            state={state}
            busy={busy}
            onRun={run}
            onCancel={cancel}
            onReset={() => {
              clear();
              reset();
            }}
          >
            <RunTools state={state} busy={busy} onState={open} />
          </RunBar>
          {storageError && (
            <div className={styles.problems} role="alert">
              <ErrorWords report={storageError} />
            </div>
          )}
          <RunOriginNote state={state} />
          <Lanes
            setup={setup}
            state={state}
            records={replay.records}
            planned={planned}
            labels={labels}
            busy={busy || replay.active}
            follow={follow}
            onRetry={run}
          />
          <ReplayBar replay={replay} disabled={busy} />
          <ParityNote state={state} />
          {state.phase === 'idle' ? (
            <p className={styles.empty}>{t('charts.empty')}</p>
          ) : (
            <ChartsPanel state={state} caption={captionOf(state.setup ?? setup)} />
          )}
          <RunDetails state={state} />
        </>
      )}
      {!isStudy && <DrawPanel />}
      {charts.warming && <ChartsWarmUp onDone={charts.done} />}
    </div>
  );
}
