'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LaneNotesContext, useLaneNotes } from '@/components/charts/emulated';
import { RunSections, type SectionsControl } from '@/components/charts/run-sections';
import { useRunFigures } from '@/components/charts/use-run-figures';
import { Notice } from '@/components/kit/notice';
import { StudyPanel } from '@/components/lab/studies/study-panel';
import { ReplayBar } from '@/components/runs/replay-bar';
import { useReplay } from '@/components/runs/use-replay';
import { afterRunPart } from '@/components/shell/code-part';
import { ErrorWords } from '@/components/shell/error-words';
import { lazyPart } from '@/components/shell/lazy-part';
import { LinkProblems } from '@/components/shell/link-problems';
import { useShortcut } from '@/components/shell/shortcuts';
import { type ExperimentSetup, type RunSetup, workloadSpecOf } from '@/lib/experiment/setup';
import { labelsOf } from '@/lib/export/run-figures';
import { samplesOf } from '@/lib/lab/load-samples';
import type { Opened } from '@/lib/lab/open-run';
import type { RunState } from '@/lib/lab/run-state';
import type { StudyState } from '@/lib/lab/studies/study-state';
import { hasAnyAnswer } from '@/lib/measure/any-answer';
import type { LaneSummary } from '@/lib/measure/summary';
import { findModel } from '@/lib/model';
import { createWorkload } from '@/lib/workload/workload';
import { RunBand } from './band/run-band';
import { useRemedy } from './band/use-remedy';
import { KeptNote } from './kept-note';
import { Lanes } from './lanes';
import { areNotComparable, ParityNote } from './parity-note';
import { RunBar } from './run-bar';
import { RunMethod } from './run-method';
import { RunOriginNote } from './run-origin-note';
import { RunToolsWait } from './run-tools-wait';
import { SetupSentence } from './sentence/setup-sentence';
import { StudySwitch } from './study-switch';
import { keepLeftRun, useRememberedRuns } from './use-remembered-runs';
import { useRun } from './use-run';
import { useSetup } from './use-setup';

const RunTools = lazyPart(
  afterRunPart(() => import('./run-tools').then((module) => module.RunTools)),
  RunToolsWait,
);

const NO_SUMMARIES: readonly LaneSummary[] = [];

/** The bench: the sentence that says what will run, the answer, the lanes, and under a menu all that a run shows. */
export function LabPage() {
  const t = useTranslations('lab');
  const { state, busy, follow, start, cancel, show, clear } = useRun(keepLeftRun);
  const computed = useRunFigures(state);
  // A run that was stopped before timing, or before its first answer, has lanes, but nothing to say of them.
  const isEmpty =
    state.phase === 'stopped' ||
    (state.phase === 'cancelled' && (state.records.length === 0 || (computed !== null && !hasAnyAnswer(computed))));
  const figures = isEmpty ? null : computed;
  const isProof = state.origin.kind === 'measured' && figures?.validity.verdict === 'valid';
  const isInvalid = state.origin.kind === 'measured' && figures?.validity.verdict === 'invalid';
  const page = useSetup(busy, isProof ? state.setup : null);
  const { setup, runSetup, device, settled, problems, autoRun, savedId, change, showOpened, nameSaved } = page;
  const kept = savedId && state.setup ? { id: savedId, target: state.setup } : null;
  const calibrates = isInvalid ? ('invalid' as const) : isProof ? kept : null;
  const { consumeAutoRun, reset } = page;
  const { hurry } = device;
  const [openedStudy, setOpenedStudy] = useState<StudyState<unknown>>();
  const notes = useLaneNotes(state.records, figures?.last.summaries ?? NO_SUMMARIES);
  const isStudy = setup.study !== 'same-workload';
  const sections = useRef<SectionsControl>(null);

  /** Counts what was asked for: Run waits some seconds for the check of the device, and another wish takes its place. */
  const wish = useRef(0);
  /** Nobody waits for a check any more, nor for a run after it. */
  const nextWish = useCallback(() => {
    hurry();
    return ++wish.current;
  }, [hurry]);
  const run = useCallback(() => {
    const mine = nextWish();
    void settled().then((wanted) => mine === wish.current && start(wanted, () => samplesOf(wanted.modelId)));
  }, [settled, start, nextWish]);
  // Back may lead to another set-up than the one that waits to be run.
  useEffect(() => {
    window.addEventListener('popstate', nextWish);
    return () => window.removeEventListener('popstate', nextWish);
  }, [nextWish]);
  const stop = useCallback(() => {
    nextWish();
    cancel();
  }, [cancel, nextWish]);
  useEffect(() => {
    if (!autoRun) return;
    consumeAutoRun();
    if (!isStudy) run();
  }, [autoRun, consumeAutoRun, isStudy, run]);
  const runWith = useCallback(
    (next: RunSetup) => {
      nextWish();
      change(next);
      start(next, () => samplesOf(next.modelId));
    },
    [change, start, nextWish],
  );
  const changeSentence = useCallback(
    (next: ExperimentSetup) => {
      nextWish();
      change(next);
    },
    [change, nextWish],
  );
  const shown = state.setup;
  const takeBack = shown && !busy && !page.isOf(shown) ? () => changeSentence(shown) : null;
  const remedy = useRemedy(state, figures, setup, device.proposal, runWith);
  const open = useCallback(
    (opened: Opened) => {
      nextWish();
      if (opened.kind === 'run') show(opened.run);
      else setOpenedStudy(opened.study);
      const { setup, origin } = opened.kind === 'run' ? opened.run : opened.study;
      // The sentence says what was run, so that it can be run again.
      if (setup) showOpened(setup, origin.kind === 'history' ? origin.id : null);
    },
    [show, showOpened, nextWish],
  );
  const { isKept, error: storageError } = useRememberedRuns(state, savedId, open, nameSaved);
  const studyChanged = useCallback(
    ({ phase }: StudyState<unknown>) => {
      if (phase === 'running') nameSaved(null);
    },
    [nameSaved],
  );
  const replay = useReplay(state.records);
  // Back may lead to a study while lanes run: what cannot be seen must not run.
  useEffect(() => {
    if (isStudy) stop();
  }, [isStudy, stop]);
  useShortcut('r', () => isStudy || busy || run());
  useShortcut('escape', () => {
    stop();
    remedy.rest?.action.onAct();
  });

  const labels = labelsOf(state);
  // Before a run the lanes show what the sentence says; after it, what was run.
  const planned = useMemo(
    () => createWorkload(workloadSpecOf(runSetup, findModel(runSetup.modelId).samples.count)),
    [runSetup],
  );

  return (
    <div className="pad-above-2" data-run data-phase={state.phase}>
      <h1 className="visually-hidden">{t('heading')}</h1>
      <LinkProblems problems={problems} />
      <StudySwitch study={setup.study} disabled={busy} onChoose={page.chooseStudy} />
      <SetupSentence setup={setup} onChange={changeSentence} disabled={busy} device={device} />
      {isStudy ? (
        <StudyPanel setup={setup} opened={openedStudy} onOpened={open} onState={studyChanged} />
      ) : (
        <LaneNotesContext value={notes}>
          <RunBar
            setup={runSetup}
            state={state}
            busy={busy}
            onRun={run}
            onCancel={stop}
            onReset={() => {
              nextWish();
              clear();
              reset();
            }}
          >
            <RunTools state={state} busy={busy} onOpened={open} />
          </RunBar>
          <RunBand
            state={state}
            figures={figures}
            empty={isEmpty}
            lanes={runSetup.lanes}
            remedy={remedy}
            changed={takeBack && shown ? { what: captionOf(shown), takeBack } : null}
            onReasons={() => sections.current?.showReasons()}
          >
            <RunOriginNote state={state} />
            {areNotComparable(state) && <ParityNote state={state} />}
            {storageError && (
              <Notice className="below-4">
                <ErrorWords report={storageError} />
              </Notice>
            )}
          </RunBand>
          <Lanes
            setup={runSetup}
            state={state}
            records={replay.records}
            planned={planned}
            labels={labels}
            busy={busy || replay.active}
            follow={follow}
            onRetry={run}
          />
          <ReplayBar replay={replay} disabled={busy}>
            {isKept && <KeptNote calibrates={calibrates} />}
          </ReplayBar>
          <RunSections
            ref={sections}
            figures={figures}
            waiting={t(`sections.${isEmpty ? 'nothing' : waitingFor(state, busy)}`)}
            pageMemoryBytes={state.pageMemoryBytes}
            longTasks={state.faults.longTasks}
            caption={captionOf(state.setup ?? runSetup)}
            method={<RunMethod state={state} figures={figures} />}
          />
        </LaneNotesContext>
      )}
    </div>
  );

  function captionOf({ modelId, versionId, seed }: RunSetup) {
    return t('caption', { model: modelId, version: versionId, count: state.records[0]?.plannedCount ?? 0, seed });
  }
}

/** Why there is nothing in a section. */
function waitingFor({ phase }: RunState, busy: boolean): 'idle' | 'running' | 'counting' {
  if (phase === 'idle') return 'idle';
  if (busy) return 'running';
  return 'counting';
}
