import 'client-only';
import { reportOf } from '../../errors';
import type { ExperimentSetup } from '../../experiment/setup';
import { createLane } from '../lane/lane';
import { samplesOf } from '../load-samples';
import { watchFaults } from '../watch-faults';
import {
  idleStudy,
  type Study,
  type StudyModel,
  type StudyProgress,
  type StudyState,
  type StudySurroundings,
} from './study-state';

export interface StudyHandle {
  /** Stops at once; what was measured until then stays. */
  cancel(): void;
}

interface PageSurroundings extends StudySurroundings {
  readonly watchFaults: typeof watchFaults;
}

const inThisPage = (): PageSurroundings => ({ createLane, origin: location.origin, samplesOf, watchFaults });

/** What a study tells: its state (what it found, and how it stands), and, apart from that and more often, how far it has come. */
export interface StudyListeners<Result> {
  onState(state: StudyState<Result>): void;
  onProgress(progress: StudyProgress): void;
}

/** Starts a study, and tells every change. After a cancel nothing is told any more. */
export function startStudy<Result, Setup extends ExperimentSetup>(
  study: Study<Result, Setup>,
  setup: Setup,
  empty: Result,
  { onState, onProgress }: StudyListeners<Result>,
  { watchFaults, ...surroundings }: PageSurroundings = inThisPage(),
): StudyHandle {
  const cancelled = new AbortController();
  let state: StudyState<Result> = {
    ...idleStudy(empty),
    phase: 'running',
    setup,
    startedAt: new Date().toISOString(),
  };
  const update = (change: Partial<StudyState<Result>>) => {
    if (cancelled.signal.aborted || state.phase !== 'running') return;
    state = { ...state, ...change };
    onState(state);
  };
  onState(state);
  const unwatch = watchFaults(({ wasHidden = false, sleptMs = 0, underPressure = false, longTaskMs }) => {
    // A busy page delays no worker.
    if (longTaskMs !== undefined) return;
    const { faults } = state;
    update({
      faults: {
        ...faults,
        wasHidden: faults.wasHidden || wasHidden,
        sleptMs: Math.max(faults.sleptMs, sleptMs),
        underPressure: faults.underPressure || underPressure,
      },
    });
  });
  study({
    ...surroundings,
    setup,
    signal: cancelled.signal,
    onProgress: (progress) => {
      if (!cancelled.signal.aborted) onProgress(progress);
    },
    onResult: (result) => update({ result }),
    onLoaded: (model) => update({ models: [...state.models.filter((other) => !isSame(other, model)), model] }),
    faults: () => state.faults,
  })
    .then(
      () => update({ phase: 'done' }),
      (thrown: unknown) => update({ phase: 'failed', error: reportOf(thrown) }),
    )
    .finally(unwatch);
  return {
    cancel() {
      update({ phase: 'cancelled' });
      cancelled.abort();
    },
  };
}

const isSame = (a: StudyModel, b: StudyModel) => a.lane === b.lane && a.target.versionId === b.target.versionId;
