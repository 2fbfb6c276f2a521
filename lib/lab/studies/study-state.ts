import type { ErrorReport } from '../../errors';
import type { ExperimentSetup } from '../../experiment/setup';
import type { ModeId } from '../../modes';

export type StudyPhase = 'idle' | 'running' | 'done' | 'cancelled' | 'failed';

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

/** What the page shows of a study; replaced, never mutated. */
export interface StudyState<Result> {
  readonly phase: StudyPhase;
  /** What was run: the set-up on the page may have changed since. */
  readonly setup: ExperimentSetup | null;
  readonly progress: StudyProgress | null;
  /** Grows while the study runs. */
  readonly result: Result;
  readonly error: ErrorReport | null;
  /** The page was hidden meanwhile; browsers slow hidden pages. */
  readonly wasHidden: boolean;
}

export interface StudyContext<Result, Setup extends ExperimentSetup = ExperimentSetup> {
  readonly setup: Setup;
  readonly signal: AbortSignal;
  onProgress(progress: StudyProgress): void;
  onResult(result: Result): void;
}

/** Runs a study to its end. Throws what ends it early. */
export type Study<Result, Setup extends ExperimentSetup> = (context: StudyContext<Result, Setup>) => Promise<void>;
