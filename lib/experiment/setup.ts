import { AS_IT_IS, type LaneConditions, type Stall } from '../emulate/conditions';
import { findModel, MANIFEST } from '../model';
import type { ModelTarget } from '../model/manifest';
import { MODE_IDS, type ModeId, modeOf } from '../modes';
import type { WorkloadSpec } from '../workload/workload';
import {
  countsIn,
  FIELD_IDS,
  type FieldId,
  SETUP_FIELDS,
  type SetupOf,
  type StudyId,
  type WholeSetup,
  wholeFrom,
} from './setup-fields';
import { endsByTime, isFeasible, isWithin, mostItems, scheduleMs } from './setup-limits';

/** Everything that makes an experiment: the sentence on the Lab page, its address, and part of every export. */
export type ExperimentSetup = SetupOf<StudyId>;

/** Of a run: the same workload through every lane. */
export type RunSetup = SetupOf<'same-workload'>;

/** Changes of the fields that count in a study. */
export type SetupChanges = Partial<ExperimentSetup>;

/** Drawings are framed as the pictures of digits were; no other model knows them. */
const DRAWN_MODEL = 'digits';

/** What every field is to begin with. @throws TrilaneError `unknown-model` */
export function wholeDefault(modelId: string = MANIFEST.models[0]?.id ?? ''): WholeSetup {
  const others = {
    modelId,
    versionId: findModel(modelId).defaultVersion,
    lanes: MODE_IDS,
    traceMs: [],
    laneVersions: {},
  } satisfies Partial<WholeSetup>;
  return wholeFrom((id) => {
    const field = SETUP_FIELDS[id];
    const value = 'default' in field ? field.default : others[id as keyof typeof others];
    return value as WholeSetup[typeof id];
  });
}

/** The first set-up with changes. @throws TrilaneError `unknown-model` */
export function setupWith({ modelId, ...changes }: SetupChanges): ExperimentSetup {
  return setupOf({ ...wholeDefault(modelId), ...changes });
}

/** The fields that count in the study, and no others. */
export function setupOf<Study extends StudyId>(whole: WholeSetup & { readonly study: Study }): SetupOf<Study> {
  const counting = FIELD_IDS.filter((id) => countsIn(whole.study, id)).map((id) => [id, whole[id]]);
  return Object.fromEntries(counting) as unknown as SetupOf<Study>;
}

/** The run over the same workload, whatever the study. */
export function runSetupOf(whole: WholeSetup): RunSetup {
  return setupOf({ ...whole, study: 'same-workload' });
}

/** All fields: those that do not count as they are to begin with. */
export function wholeOf(setup: ExperimentSetup): WholeSetup {
  return { ...wholeDefault(setup.modelId), ...setup };
}

/**
 * A whole set-up after a change of what counts in it: the rest stays as it was, for the study in which it counts, unless
 * the whole could not run any more.
 */
export function mergeSetup(whole: WholeSetup, next: ExperimentSetup): WholeSetup {
  const merged = { ...whole, ...next };
  return isFeasible(merged) ? merged : wholeOf(next);
}

/** The same in another study: what both know is kept, and with it all that can be. */
export function withStudy(whole: WholeSetup, study: StudyId): ExperimentSetup {
  if (study !== 'draw' || isDrawable(whole.modelId)) return setupOf({ ...whole, study });
  const { modelId, versionId } = wholeDefault(DRAWN_MODEL);
  return setupOf({ ...whole, study, modelId, versionId, laneVersions: {} });
}

/** Whether a model can tell what somebody draws. */
export function isDrawable(modelId: string): boolean {
  return modelId === DRAWN_MODEL;
}

/** Fields that count in either and are not the same. */
export function fieldsThatDiffer(a: ExperimentSetup, b: ExperimentSetup): readonly FieldId[] {
  const [left, right] = [wholeOf(a), wholeOf(b)];
  return FIELD_IDS.filter(
    (id) =>
      (countsIn(a.study, id) || countsIn(b.study, id)) &&
      (countsIn(a.study, id) !== countsIn(b.study, id) || plainOf(left[id]) !== plainOf(right[id])),
  );
}

/** A record says the same in any order of its keys. */
const plainOf = (value: WholeSetup[FieldId]) =>
  JSON.stringify(
    value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).sort() : value,
  );

/** The same items at another rate, in as much more or less time. @returns `null` where no rate plays a part, or it would be too long */
export function atRate(setup: RunSetup, perSecond: number): RunSetup | null {
  if (setup.loop === 'closed' || setup.pattern === 'at-once' || setup.pattern === 'trace') return null;
  const durationMs = setup.durationMs && Math.round((setup.durationMs * setup.perSecond) / perSecond);
  const changed = { ...setup, perSecond, durationMs };
  const isAllowed = isWithin('perSecond', perSecond) && (durationMs === null || isWithin('durationMs', durationMs));
  return isAllowed && isFeasible(changed) ? changed : null;
}

/** The lanes that run. */
export function lanesOf(setup: ExperimentSetup): readonly ModeId[] {
  return setup.study === 'sweep' ? [sweptLane(setup)] : setup.lanes;
}

/** The lane of a sweep: only the runtime in the browser takes a number of threads. */
export function sweptLane({ sweep, sweepLane }: Pick<WholeSetup, 'sweep' | 'sweepLane'>): ModeId {
  return sweep === 'threads' ? 'edge' : sweepLane;
}

export function targetOf(setup: ExperimentSetup, lane: ModeId): ModelTarget {
  return { modelId: setup.modelId, versionId: setup.laneVersions[lane] ?? setup.versionId };
}

/** The workload of a set-up as plain data. */
export function workloadSpecOf(setup: RunSetup, sampleCount: number): WorkloadSpec {
  const { seed, pattern, perSecond, traceMs, loop, users, count, durationMs } = setup;
  return {
    seed,
    sampleCount,
    arrivals: { pattern, perSecond, traceMs: pattern === 'trace' ? traceMs : [] },
    loop: loop === 'closed' ? { kind: 'closed', users } : { kind: 'open' },
    length:
      durationMs !== null && endsByTime(setup)
        ? { by: 'time', durationMs, most: mostItems(setup) }
        : { by: 'count', count },
  };
}

/** What holds for a lane beside its workload. */
export function conditionsOf(setup: ExperimentSetup, lane: ModeId): LaneConditions {
  const stall = setup.study === 'same-workload' ? stallOf(setup) : null;
  // A set-up from a file holds fields that do not count as well.
  const asked = { ...AS_IT_IS, ...setupOf(wholeOf(setup)) };
  const taken = modeOf(lane).conditions.map((id) => [id, asked[id]]);
  return { ...AS_IT_IS, ...Object.fromEntries(taken), stall };
}

/** A third of the way into the schedule; where only the run can tell how long it is, after a second. All at once, nothing is left to stall. */
function stallOf(setup: RunSetup): Stall | null {
  if (setup.loop === 'open' && setup.pattern === 'at-once') return null;
  return setup.stallMs > 0 ? { atMs: scheduleMs(setup) / 3 || 1000, forMs: setup.stallMs } : null;
}
