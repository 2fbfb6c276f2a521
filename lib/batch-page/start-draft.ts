import { findModel, MANIFEST } from '../model';
import { ARRIVALS_PER_SECOND, GENERATED_ROWS } from '../wire/batch-system';
import type { DataSetInfo } from '../wire/data-set-schema';
import type { ScheduleTiming } from '../wire/schedule-schema';

/** Which rows are scored. */
export type DraftRows =
  | { readonly kind: 'made'; readonly count: number; readonly seed: number }
  | { readonly kind: 'arriving'; readonly perSecond: number; readonly seed: number }
  | { readonly kind: 'data-set'; readonly id: string };

/** What the sentence says will be done. */
export interface StartDraft {
  readonly modelId: string;
  readonly versionId: string;
  readonly rows: DraftRows;
  readonly when: { readonly kind: 'now' } | ScheduleTiming;
  /** `null`: what the system takes. */
  readonly batchSize: number | null;
  readonly workers: number;
}

/** The model that newcomers meet first, if this build has it. */
const FIRST_MODEL = 'credit-risk';
const SEED = 7;
export const USUAL_EVERY_SECONDS = 10;
const USUAL_PER_SECOND = 200;

export function firstDraft(): StartDraft {
  const model = MANIFEST.models.find(({ id }) => id === FIRST_MODEL) ?? MANIFEST.models[0];
  const modelId = model?.id ?? FIRST_MODEL;
  return {
    modelId,
    versionId: model?.defaultVersion ?? '',
    rows: { kind: 'made', count: 10_000, seed: SEED },
    when: { kind: 'now' },
    batchSize: null,
    workers: 2,
  };
}

/** The button for newcomers. */
export function tryItDraft(): StartDraft {
  return { ...firstDraft(), rows: { kind: 'made', count: 100_000, seed: SEED } };
}

/** The end of the month in seconds: rows keep coming, and a schedule takes what has come. */
export function monthEndDraft(): StartDraft {
  return {
    ...firstDraft(),
    rows: { kind: 'arriving', perSecond: USUAL_PER_SECOND, seed: SEED },
    when: { kind: 'every', seconds: USUAL_EVERY_SECONDS },
  };
}

/** Other rows. Those that keep coming are for a schedule: once, there would be none yet. */
export function withRows(draft: StartDraft, rows: DraftRows): StartDraft {
  const when =
    rows.kind === 'arriving' && draft.when.kind === 'now'
      ? ({ kind: 'every', seconds: USUAL_EVERY_SECONDS } as const)
      : draft.when;
  return { ...draft, rows, when };
}

/** Another time; now, with rows that are only about to come, means rows made at once. */
export function withWhen(draft: StartDraft, when: StartDraft['when']): StartDraft {
  const rows = when.kind === 'now' && draft.rows.kind === 'arriving' ? { ...firstDraft().rows } : draft.rows;
  return { ...draft, when, rows };
}

/** Another model; a data set of the one before does not fit it. */
export function withModel(draft: StartDraft, modelId: string, versionId: string): StartDraft {
  const rows = draft.rows.kind === 'data-set' && modelId !== draft.modelId ? firstDraft().rows : draft.rows;
  return { ...draft, modelId, versionId, rows };
}

/** A draft for a data set that is there: its own model, if this build has it, else as it was. */
export function withDataSet(draft: StartDraft, { id, model }: DataSetInfo): StartDraft {
  const rows = { kind: 'data-set', id } as const;
  if (model === draft.modelId) return { ...draft, rows };
  return { ...draft, rows, modelId: model, versionId: findModel(model).defaultVersion };
}

export const DRAFT_LIMITS = {
  count: { min: GENERATED_ROWS.least, max: GENERATED_ROWS.most },
  perSecond: { min: ARRIVALS_PER_SECOND.least, max: ARRIVALS_PER_SECOND.most },
  seed: { min: 0, max: 2 ** 31 - 1 },
} as const;
