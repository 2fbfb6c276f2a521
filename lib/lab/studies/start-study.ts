import 'client-only';
import { reportOf } from '../../errors';
import type { ExperimentSetup } from '../../experiment/setup';
import type { Study, StudyState } from './study-state';

export interface StudyHandle {
  /** Stops at once; what was measured until then stays. */
  cancel(): void;
}

/** Starts a study; `onState` is told every change. After a cancel nothing is told any more. */
export function startStudy<Result, Setup extends ExperimentSetup>(
  study: Study<Result, Setup>,
  setup: Setup,
  empty: Result,
  onState: (state: StudyState<Result>) => void,
): StudyHandle {
  const cancelled = new AbortController();
  let state: StudyState<Result> = {
    phase: 'running',
    setup,
    progress: null,
    result: empty,
    error: null,
    wasHidden: document.visibilityState === 'hidden',
  };
  const update = (change: Partial<StudyState<Result>>) => {
    if (cancelled.signal.aborted || state.phase !== 'running') return;
    state = { ...state, ...change };
    onState(state);
  };
  const onHidden = () => document.visibilityState === 'hidden' && update({ wasHidden: true });
  document.addEventListener('visibilitychange', onHidden);
  onState(state);
  study({
    setup,
    signal: cancelled.signal,
    onProgress: (progress) => update({ progress }),
    onResult: (result) => update({ result }),
  })
    .then(
      () => update({ phase: 'done', progress: null }),
      (thrown: unknown) => update({ phase: 'failed', progress: null, error: reportOf(thrown) }),
    )
    .finally(() => document.removeEventListener('visibilitychange', onHidden));
  return {
    cancel() {
      update({ phase: 'cancelled', progress: null });
      cancelled.abort();
    },
  };
}
