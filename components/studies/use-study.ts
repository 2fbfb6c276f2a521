import { useCallback, useEffect, useRef, useState } from 'react';
import { useShortcut } from '@/components/shell/shortcuts';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { type StudyHandle, startStudy } from '@/lib/lab/studies/start-study';
import type { Study, StudyState } from '@/lib/lab/studies/study-state';

export interface StudyControl<Result> {
  readonly state: StudyState<Result>;
  readonly busy: boolean;
  /** It cannot be run (again). */
  readonly done: boolean;
  start(): void;
  cancel(): void;
}

/** What every study's panel takes. */
export interface StudyProps<Setup extends ExperimentSetup = ExperimentSetup> {
  readonly setup: Setup;
  /** Hears of every change. */
  readonly onState?: StudyListener | undefined;
  /** It has been run as often as it may. */
  readonly done?: boolean | undefined;
}

/** Follows a study from outside its panel. */
export type StudyListener = (state: StudyState<unknown>) => void;

/**
 * One study at a time for the component that asks; leaving the page stops it. R runs, Escape cancels.
 * @param emptyOf what there is before the first measurement
 */
export function useStudy<Result, Setup extends ExperimentSetup>(
  study: Study<Result, Setup>,
  emptyOf: (setup: Setup) => Result,
  setup: Setup,
  { onState, done = false }: Pick<StudyProps, 'onState' | 'done'> = {},
): StudyControl<Result> {
  const [state, setState] = useState<StudyState<Result>>(() => ({
    phase: 'idle',
    setup: null,
    progress: null,
    result: emptyOf(setup),
    error: null,
    wasHidden: false,
  }));
  const handle = useRef<StudyHandle | null>(null);
  useEffect(() => onState?.(state), [state, onState]);
  const busy = state.phase === 'running';

  const cancel = useCallback(() => handle.current?.cancel(), []);
  const start = useCallback(() => {
    handle.current?.cancel();
    handle.current = startStudy(study, setup, emptyOf(setup), setState);
  }, [study, setup, emptyOf]);
  useShortcut('r', () => busy || done || start());
  useShortcut('escape', cancel);

  useEffect(() => {
    window.addEventListener('pagehide', cancel);
    return () => {
      window.removeEventListener('pagehide', cancel);
      cancel();
    };
  }, [cancel]);

  return { state, busy, done, start, cancel };
}
