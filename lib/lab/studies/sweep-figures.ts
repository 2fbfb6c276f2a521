import { fitLine } from '../../measure/linear-fit';
import type { DataTable } from '../../measure/series';
import { findModel } from '../../model';
import { MOST_SPREAD, passesOf } from './passes';
import type { StudyStanding } from './study-state';
import { count, list, type StudyFinding, type StudyValidity, say, validityFrom, version } from './study-words';
import { bestOf } from './sweep-best';
import { type SweepShown, sweepFindings } from './sweep-findings';
import { keyOfPoint, type SweepFigure, type SweepPoint, type SweepResult } from './sweep-result';

export interface SweepFigures extends SweepShown {
  readonly findings: readonly StudyFinding[];
  readonly validity: StudyValidity | null;
}

/** A line that is further off a point describes the points no more (SPEC 10.1). */
const MOST_RESIDUAL_SHARE = 0.25;
const MOST_STEP_SHARE = 0.01;

/** What a sweep shows, from scratch; cheap. */
export function sweepFigures(result: SweepResult, standing: StudyStanding): SweepFigures {
  const measured = pointsOf(result);
  // The order of the points is random: a line or a sentence is made only when each was timed once.
  const failed = new Set(result.failures.map(keyOfPoint));
  const able = (point: SweepPoint) => !failed.has(keyOfPoint(point));
  const tried = failed.size + measured.filter(able).length;
  const isWhole = result.planned > 0 && tried * result.passes >= result.planned;
  const line =
    isWhole && result.kind === 'batch-size'
      ? fitLine(measured.filter(able).map(({ batchSize, callMs }) => ({ x: batchSize, y: callMs.value })))
      : null;
  const fits = line !== null && line.worstResidualShare <= MOST_RESIDUAL_SHARE;
  const fit = fits ? line : null;
  const residualOf = new Map(measured.filter(able).map((point, index) => [point, fit?.residualShares[index] ?? null]));
  const points = measured.map((point) => ({
    ...point,
    fittedMs: fit && fit.slope.value * point.batchSize + fit.intercept.value,
    residualShare: residualOf.get(point) ?? null,
  }));
  const misfitShare = line && !fits ? line.worstResidualShare : null;
  const best = isWhole ? bestOf(result.kind, points.filter(able)) : null;
  return {
    points,
    fit,
    misfitShare,
    best,
    findings: isWhole ? sweepFindings(result, { points, fit, misfitShare, best }) : [],
    validity: validityFrom(standing, saidOf(result, { points, misfitShare, best })),
  };
}

function pointsOf({ samples, kind, modelId }: SweepResult): SweepFigure[] {
  const versions = findModel(modelId).versions.map(({ id }) => id);
  const groups = new Map<string, SweepResult['samples'][number][]>();
  for (const sample of samples) {
    const key = keyOfPoint(sample);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      const callMs = passesOf(group.map(({ perCallMs }) => perCallMs));
      if (!first || !callMs) return [];
      const { batchSize, threads, versionId } = first;
      const samplesPerSecond = (batchSize * 1000) / callMs.value;
      return [{ batchSize, threads, versionId, callMs, samplesPerSecond, fittedMs: null, residualShare: null }];
    })
    .sort((a, b) => {
      if (kind === 'variants') return versions.indexOf(a.versionId) - versions.indexOf(b.versionId);
      return a.batchSize - b.batchSize || (a.threads ?? 0) - (b.threads ?? 0);
    });
}

function saidOf(result: SweepResult, shown: Pick<SweepShown, 'points' | 'misfitShare' | 'best'>) {
  const { points, misfitShare, best } = shown;
  const reasons: StudyFinding[] = failedOf(result);
  const failed = new Set(result.failures.map(keyOfPoint));
  const have = result.samples.filter((sample) => !failed.has(keyOfPoint(sample))).length;
  const need = result.planned - failed.size * result.passes;
  if (have < need || result.planned === 0)
    reasons.push(say('unfinished', null, { have: count(have), need: count(need) }));
  if (result.samples.some(({ clockShare }) => clockShare > MOST_STEP_SHARE))
    reasons.push(say('coarseClock', result.lane));
  const unsettled = points.filter(({ callMs }) => callMs.spread > MOST_SPREAD).length;
  const moved = { have: count(unsettled), of: count(points.length) };
  const isOpen = best?.comparison === 'noisy' || (misfitShare !== null && unsettled > points.length / 2);
  if (isOpen) reasons.push(say('tooNoisyToSay', result.lane, moved));
  return { reasons, cautions: !isOpen && unsettled > 0 ? [say('unsettled', result.lane, moved)] : [] };
}

/** Those that could not be measured, by name. */
function failedOf({ kind, lane, failures }: SweepResult): StudyFinding[] {
  if (failures.length === 0) return [];
  switch (kind) {
    case 'variants':
      return [say('versionsFailed', lane, { versions: list(failures.map(({ versionId }) => version(versionId))) })];
    case 'threads':
      return [say('threadsFailed', lane, { threads: list(failures.map(({ threads }) => count(threads ?? 1))) })];
    case 'batch-size':
      return [say('sizesFailed', lane, { sizes: list(failures.map(({ batchSize }) => count(batchSize))) })];
  }
}

/** Everything timed, in the order it was. */
export function sweepTable({ samples, lane, modelId }: SweepResult): DataTable {
  return {
    columns: [
      'lane',
      'model',
      'version',
      'batch_size',
      'threads',
      'calls_together',
      'blocks',
      'ms_per_call',
      'samples_per_second',
    ],
    rows: samples.map(({ versionId, batchSize, threads, calls, blocks, perCallMs }) => [
      lane,
      modelId,
      versionId,
      batchSize,
      threads,
      calls,
      blocks,
      perCallMs,
      (batchSize * 1000) / perCallMs,
    ]),
  };
}
