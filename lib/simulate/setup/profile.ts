import { findModel, findVersion } from '../../model';
import type { ModelTarget, TensorSpec } from '../../model/manifest';
import type { MeasuredTimes, SampledTimes } from '../scenario/times-schema';
import { meanOf } from '../statistics/mean';

/** What is measured, or else assumed: each a field of the set-up, which takes the place of what the profile says. */
export const PARAMETER_IDS = ['callMs', 'itemMs', 'overheadMs', 'requestMs', 'deviceMs', 'jobStartMs'] as const;
export type ParameterId = (typeof PARAMETER_IDS)[number];

/**
 * Where a parameter comes from. `scaled`, `rescaled`: from another model of the reference, or of a run of this device, by the work that an answer takes.
 * `unknown`: the run does not tell, 0 stands for it.
 */
export type Source =
  | { readonly kind: 'measured' | 'rescaled'; readonly date: string }
  | { readonly kind: 'reference' | 'scaled'; readonly machine: string; readonly date: string }
  | { readonly kind: 'assumed' | 'unknown' };
export type Sources = Readonly<Record<ParameterId, Source>>;

/** How long things take, as a run has measured them. Times in ms. */
export interface ServiceProfile {
  readonly sources: Sources;
  readonly modelId: string;
  readonly versionId: string;
  /** Of a call of the model on a server: callMs + n x itemMs. */
  readonly callMs: number;
  readonly itemMs: number;
  /** Calls as they were measured, by the number of their items: on the server, and in a job. `null` = the line above stands for them. */
  readonly serverMs: MeasuredTimes | null;
  readonly jobMs: MeasuredTimes | null;
  /** Of each request, all that was not the model: client, HTTP, server. As it was measured. */
  readonly overheadMs: SampledTimes;
  /** Of each request, what the one thread of a server that takes requests needs; `null` = the run does not tell. */
  readonly requestMs: number | null;
  /** Of each answer on the device, as it was measured. */
  readonly deviceMs: SampledTimes;
  /** Of a job, all that was not the model. */
  readonly jobStartMs: number;
  /** Of a request beside its tensor. */
  readonly overheadBytes: number;
}

/** A run as it ships: of each item when it arrived, was handed over, was answered; ms. */
export interface SampleRun {
  readonly startedAt: string;
  readonly machine: string;
  readonly model: string;
  readonly lanes: Readonly<Record<'batch' | 'online' | 'edge', { readonly items: readonly (readonly number[])[] }>>;
}

/** Figures of the same run. Rates are answers a second of computing. */
export interface SampleFigures {
  readonly 'batch-rate': number;
  readonly 'batch-size': number;
  readonly 'online-rate': number;
  readonly 'online-bytes': number;
}

/**
 * The profile of the run that ships. What a call takes is a line through two measured points: an answer by itself (online) and in a batch of the mean
 * size (batch).
 */
export function profileOfSample(run: SampleRun, figures: SampleFigures): ServiceProfile {
  const { id: modelId, defaultVersion: versionId, input } = findModel(run.model);
  const aloneMs = 1000 / figures['online-rate'];
  const size = figures['batch-size'];
  const batchMs = (1000 / figures['batch-rate']) * size;
  const itemMs = Math.max(0, Math.min(aloneMs, (batchMs - aloneMs) / Math.max(1, size - 1)));
  const spans = (lane: keyof SampleRun['lanes']) =>
    run.lanes[lane].items.map(([, startedMs = 0, finishedMs = 0]) => rounded(finishedMs - startedMs));
  const jobs = new Map(run.lanes.batch.items.map(([, started = 0, finished = 0]) => [started, finished - started]));
  const reference: Source = { kind: 'reference', machine: run.machine, date: run.startedAt.slice(0, 10) };
  return {
    sources: {
      ...{ callMs: reference, itemMs: reference, overheadMs: reference, requestMs: { kind: 'unknown' } },
      ...{ deviceMs: reference, jobStartMs: reference },
    },
    ...{ modelId, versionId, serverMs: null, jobMs: null },
    callMs: rounded(aloneMs - itemMs),
    itemMs: rounded(itemMs),
    overheadMs: samplesOf(spans('online').map((ms) => rounded(Math.max(0, ms - aloneMs)))),
    requestMs: null,
    deviceMs: samplesOf(spans('edge')),
    jobStartMs: rounded(Math.max(0, meanOf([...jobs.values()]) - batchMs)),
    overheadBytes: Math.max(0, Math.round(figures['online-bytes'] - tensorBytes(input))),
  };
}

/**
 * The same profile for another model or file: all that the model computes, times the work that an answer takes (MFLOPs). Where one of the two has no such
 * figure, the times are taken over as they are.
 */
export function profileFor(profile: ServiceProfile, { modelId, versionId }: ModelTarget): ServiceProfile {
  const target = { modelId, versionId };
  if (target.modelId === profile.modelId && target.versionId === profile.versionId) return profile;
  const own = findVersion(target).megaFlops;
  const reference = findVersion(profile).megaFlops;
  const factor = own !== null && reference !== null ? own / reference : 1;
  const { sources, serverMs, jobMs } = profile;
  const { callMs, itemMs, deviceMs } = sources;
  return {
    ...profile,
    ...target,
    sources: { ...sources, callMs: scaled(callMs), itemMs: scaled(itemMs), deviceMs: scaled(deviceMs) },
    callMs: profile.callMs * factor,
    itemMs: profile.itemMs * factor,
    serverMs: serverMs && stretched(serverMs, factor),
    jobMs: jobMs && stretched(jobMs, factor),
    deviceMs: { ...profile.deviceMs, values: profile.deviceMs.values.map((ms) => ms * factor) },
  };
}

function scaled(source: Source): Source {
  if (source.kind === 'reference') return { ...source, kind: 'scaled' };
  return source.kind === 'measured' ? { ...source, kind: 'rescaled' } : source;
}

/** Every time so many times as long. */
export const stretched = (times: MeasuredTimes, factor: number): MeasuredTimes => ({
  ...times,
  sizes: times.sizes.map(({ size, values }) => ({ size, values: values.map((ms) => ms * factor) })),
});

export const samplesOf = (values: readonly number[]): SampledTimes => ({ kind: 'samples', values: [...values] });

/** Bytes of one item as 32-bit numbers. */
export const tensorBytes = ({ shape }: TensorSpec) =>
  4 * shape.reduce((product, side) => (side > 0 ? product * side : product), 1);

/** To a microsecond: clocks resolve no more. */
const rounded = (ms: number) => Math.round(ms * 1000) / 1000;
