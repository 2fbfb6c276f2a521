import type { LaneConditions } from '../../emulate/conditions';
import type { LoadedModel } from '../../engine/contract';
import type { ModelEntry, ModelTarget } from '../../model/manifest';
import type { SampleSet } from '../../model/samples';
import type { ModeId } from '../../modes';
import type { LoadTrial } from './load-trial';

/** What studies ask of a lane's worker. */
export interface StudyTasks {
  /** Once, first: which lane this worker is. `threads`: most of the runtime in the browser; `null` = as many as it would take. */
  readonly load: {
    readonly ask: {
      readonly modeId: ModeId;
      readonly target: ModelTarget;
      /** Its entry: a worker by itself knows only the models of the manifest's file. Absent: one of those. */
      readonly model?: ModelEntry;
      readonly origin: string;
      readonly threads: number | null;
      readonly samples: SampleSet;
    };
    readonly answer: LoadedModel;
  };
  /** Fetches runtime and model over the network, whatever the cache holds, and then out of the cache. Needs no `load`. */
  readonly 'fetch-twice': {
    readonly ask: { readonly target: ModelTarget };
    readonly answer: { readonly coldMs: number; readonly cachedMs: number; readonly transferredBytes: number };
  };
  /** How long the model takes for so many rows at once. */
  readonly 'time-calls': {
    readonly ask: { readonly batchSize: number; readonly seed: number };
    readonly answer: TimedCalls;
  };
  /** Items one after another, each from sending to answer: after `leastCount` they end when `mostMs` are over. */
  readonly items: {
    readonly ask: {
      readonly leastCount: number;
      readonly mostCount: number;
      readonly mostMs: number;
      readonly seed: number;
    };
    readonly answer: { readonly latenciesMs: Float64Array };
  };
  /** The same until both floors are reached, under the lane's conditions. */
  readonly stream: {
    readonly ask: {
      readonly leastMs: number;
      readonly leastCount: number;
      readonly conditions: LaneConditions;
      readonly seed: number;
    };
    readonly answer: { readonly latenciesMs: Float64Array; readonly elapsedMs: number };
  };
  /** One batch job over so many test images, from sending to the last answer. */
  readonly job: {
    readonly ask: { readonly count: number; readonly seed: number };
    readonly answer: { readonly elapsedMs: number; readonly computeMs: number };
  };
  /** How late the worker wakes that has nothing else to do. Needs no `load`. */
  readonly wakes: {
    readonly ask: { readonly count: number; readonly everyMs: number };
    readonly answer: { readonly lateMs: Float64Array };
  };
  /** Poisson arrivals at one rate from the generator on the server. Needs no `load`. */
  readonly 'load-trial': {
    readonly ask: {
      readonly origin: string;
      readonly target: ModelTarget;
      readonly conditions: LaneConditions;
      readonly sampleCount: number;
      readonly perSecond: number;
      readonly count: number;
      readonly timeoutMs: number;
      /** The limit that the p99 of the trial has to keep to. */
      readonly limitMs: number;
      readonly seed: number;
    };
    readonly answer: LoadTrial;
  };
}

export interface TimedCalls {
  /** The time of a call: the median over the blocks. */
  readonly perCallMs: number;
  /** How many calls make a block: they are timed together (SPEC 10.6). */
  readonly calls: number;
  readonly blocks: number;
  /** Smallest step of the clock as a share of what it timed. */
  readonly clockShare: number;
}
