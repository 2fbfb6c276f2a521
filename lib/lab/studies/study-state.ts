import type { LoadedModel } from '../../engine/contract';
import type { ErrorReport } from '../../errors';
import type { ExperimentSetup } from '../../experiment/setup';
import { NO_FAULTS, type RunFaults } from '../../measure/faults';
import type { ModelTarget } from '../../model/manifest';
import type { SampleSet } from '../../model/samples';
import type { ModeId } from '../../modes';
import type { CreateLane } from '../lane/lane';
import type { RunOrigin } from '../run-state';

export type StudyPhase = 'idle' | 'running' | EndOfStudy;
/** `failed`: an error stopped it. What was measured until then stays, however it ended. */
type EndOfStudy = 'done' | 'cancelled' | 'failed';

export const isStudyOver = (phase: StudyPhase): phase is EndOfStudy => phase !== 'idle' && phase !== 'running';

/** What a study does at this moment: words are under `studies.steps.<id>`. */
export interface StudyStep {
  readonly id:
    | 'loading'
    | 'batch-size'
    | 'threads'
    | 'variant'
    | 'cold-start'
    | 'job'
    | 'trial'
    | 'confirm'
    | 'hold'
    | 'stream';
  readonly lane: ModeId | null;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface StudyProgress {
  readonly step: StudyStep;
  /** 0..1; `null` where the end cannot be told. */
  readonly share: number | null;
  /** How long it may still take, ms; `null` before there is anything to go by. */
  readonly remainingMs: number | null;
}

/** What happened to the page or the device meanwhile, or to the file a study was read from. */
export type StudyFaults = Pick<RunFaults, 'wasHidden' | 'sleptMs' | 'underPressure' | 'altered'>;

const { wasHidden, sleptMs, underPressure, altered } = NO_FAULTS;
export const NO_STUDY_FAULTS: StudyFaults = { wasHidden, sleptMs, underPressure, altered };

/** What a lane loaded for a study, and where it ran (SPEC 5.9). */
export interface StudyModel extends Pick<LoadedModel, 'sha256' | 'environment'> {
  readonly lane: ModeId;
  readonly target: ModelTarget;
}

/** What the page shows of a study; replaced, never mutated. */
export interface StudyState<Result> {
  readonly phase: StudyPhase;
  readonly origin: RunOrigin;
  /** ISO 8601; `null` before the first. */
  readonly startedAt: string | null;
  /** What was run: the set-up on the page may have changed since. */
  readonly setup: ExperimentSetup | null;
  /** What was measured so far. */
  readonly result: Result;
  /** The models that the lanes loaded: each lane and version once. */
  readonly models: readonly StudyModel[];
  readonly faults: StudyFaults;
  readonly error: ErrorReport | null;
}

/** What the figures of a study are made of beside its result. */
export type StudyStanding = Pick<StudyState<unknown>, 'phase' | 'faults'>;

/** The state before the study was run. */
export function idleStudy<Result>(result: Result): StudyState<Result> {
  return {
    phase: 'idle',
    origin: { kind: 'measured' },
    startedAt: null,
    setup: null,
    result,
    models: [],
    faults: NO_STUDY_FAULTS,
    error: null,
  };
}

/** What a study needs of the page. */
export interface StudySurroundings {
  readonly createLane: CreateLane;
  /** Where the server is. */
  readonly origin: string;
  /** The test samples of a model. */
  readonly samplesOf: (modelId: string) => Promise<SampleSet>;
}

export interface StudyContext<Result, Setup extends ExperimentSetup = ExperimentSetup> extends StudySurroundings {
  readonly setup: Setup;
  readonly signal: AbortSignal;
  onProgress(progress: StudyProgress): void;
  onResult(result: Result): void;
  onLoaded(model: StudyModel): void;
  /** What has been noticed until now. */
  faults(): StudyFaults;
}

/** Runs a study to its end. Throws what ends it early. */
export type Study<Result, Setup extends ExperimentSetup> = (context: StudyContext<Result, Setup>) => Promise<void>;
