import { useCallback, useEffect, useRef, useState } from 'react';
import { keepPatiently } from '@/components/lab/history-part';
import { fetchAfterRunParts } from '@/components/shell/code-part';
import { useShortcut } from '@/components/shell/shortcuts';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import type { Opened } from '@/lib/lab/open-run';
import type { RunStore } from '@/lib/lab/run-store';
import { paced } from '@/lib/lab/studies/paced';
import { type StudyHandle, startStudy } from '@/lib/lab/studies/start-study';
import { idleStudy, isStudyOver, type Study, type StudyProgress, type StudyState } from '@/lib/lab/studies/study-state';

export interface StudyControl<Result> {
  readonly state: StudyState<Result>;
  readonly busy: boolean;
  /** Whether the study cannot be started, or not once more. */
  readonly done: boolean;
  /** What became of keeping the one on the screen; `null` before it is over, or where there was nothing to keep. */
  readonly kept: 'kept' | ErrorReport | null;
  /** Shows what was in a file; absent where only what is measured here may be shown, which is then no file either. */
  readonly onOpened?: ((opened: Opened) => void) | undefined;
  /** How far the study is; `null` before its first step. */
  progress(): StudyProgress | null;
  /** Calls, while it runs, a few times a second: what it has come to is written past React, as in the lanes of a run. */
  readonly follow: RunStore['follow'];
  start(): void;
  cancel(): void;
}

/** The props of every study's panel. */
export interface StudyProps<Setup extends ExperimentSetup = ExperimentSetup> {
  readonly setup: Setup;
  /** Called with every change of the study's state. */
  readonly onState?: StudyListener | undefined;
  /** The study has been run as often as whoever shows it allows. */
  readonly done?: boolean | undefined;
  /** One that was measured before, to be shown first; of the kind that `setup` names. */
  readonly opened?: StudyState<unknown> | undefined;
  readonly onOpened?: ((opened: Opened) => void) | undefined;
}

/** Follows a study from outside its panel. */
export type StudyListener = (state: StudyState<unknown>) => void;

/** What `follow` calls a study: it is one lane after another. */
export const STUDY_LANE = 'study';
/** Charts of a study that runs are drawn anew at most so often, and its progress is looked at twice as often as it is written. ms */
const DRAW_MS = 500;
const LOOK_MS = 250;

const follow: RunStore['follow'] = (listener) => {
  const handle = setInterval(() => listener(STUDY_LANE), LOOK_MS);
  return () => clearInterval(handle);
};

/**
 * One study at a time for the component that asks; leaving the page stops it. R runs, Escape cancels. What was measured is
 * kept on this device, however it ended.
 * @param emptyOf what there is before the first measurement
 */
export function useStudy<Result, Setup extends ExperimentSetup>(
  study: Study<Result, Setup>,
  emptyOf: (setup: Setup) => Result,
  setup: Setup,
  { onState, done = false, opened, onOpened }: Omit<StudyProps, 'setup'> = {},
): StudyControl<Result> {
  const [state, setState] = useState<StudyState<Result>>(
    // Whoever opens a study names it in the set-up, too.
    () => (opened as StudyState<Result> | undefined) ?? idleStudy(emptyOf(setup)),
  );
  const [drawing] = useState(() => paced(setState, DRAW_MS));
  const latestProgress = useRef<StudyProgress | null>(null);
  const handle = useRef<StudyHandle | null>(null);
  const shown = useRef(opened);
  useEffect(() => {
    if (!opened || shown.current === opened) return;
    // It takes the place of whatever was on the screen.
    shown.current = opened;
    handle.current?.cancel();
    drawing.tellNow(opened as StudyState<Result>);
  }, [opened, drawing]);
  useEffect(() => onState?.(state), [state, onState]);
  const busy = state.phase === 'running';
  const [kept, keep] = useKept(opened);

  const cancel = useCallback(() => handle.current?.cancel(), []);
  const start = useCallback(() => {
    handle.current?.cancel();
    latestProgress.current = null;
    handle.current = startStudy(prepared(study), setup, emptyOf(setup), {
      onState(next) {
        // By what happens and not by what is drawn: a page that is left draws nothing any more.
        keep(next);
        if (next.phase === 'running') drawing.tell(next);
        else drawing.tellNow(next);
      },
      onProgress(progress) {
        latestProgress.current = progress;
      },
    });
  }, [study, setup, emptyOf, drawing, keep]);
  const progress = useCallback(() => latestProgress.current, []);
  useShortcut('r', () => busy || done || start());
  useShortcut('escape', cancel);

  useEffect(() => void fetchAfterRunParts(), []);
  useEffect(() => drawing.stop, [drawing]);
  useEffect(() => {
    window.addEventListener('pagehide', cancel);
    return () => {
      window.removeEventListener('pagehide', cancel);
      cancel();
    };
  }, [cancel]);

  return { state, busy, done, kept, onOpened, progress, follow, start, cancel };
}

/** The network may be gone when a study is done, and nothing else may be fetched while it measures. */
function prepared<Result, Setup extends ExperimentSetup>(study: Study<Result, Setup>): Study<Result, Setup> {
  return async (context) => {
    await fetchAfterRunParts();
    return study(context);
  };
}

type Kept = StudyControl<unknown>['kept'];

/**
 * Keeps each study once it is over, one that was opened too.
 * @returns what became of the last one, and what is to be told of each change of a study
 */
function useKept(opened: StudyState<unknown> | undefined): readonly [Kept, (state: StudyState<unknown>) => void] {
  const [kept, setKept] = useState<Kept>(null);
  const latest = useRef<StudyState<unknown>>(null);
  const keep = useCallback((state: StudyState<unknown>) => {
    latest.current = state;
    setKept(null);
    if (!isStudyOver(state.phase)) return;
    const tell = (became: Kept) => {
      if (latest.current === state) setKept(became);
    };
    const failed = (thrown: unknown) => tell(reportOf(thrown, 'storage-failed'));
    keepPatiently(({ rememberStudy }) => rememberStudy(state), failed).then((row) => tell(row && 'kept'), failed);
  }, []);
  useEffect(() => {
    if (opened) keep(opened);
  }, [opened, keep]);
  return [kept, keep];
}
