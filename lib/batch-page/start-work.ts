import 'client-only';
import { TrilaneError } from '../errors';
import type { PageStore } from './page-store';
import { requests } from './requests';
import type { StartDraft } from './start-draft';

/** What the sentence started. */
export type StartedWork =
  | { readonly kind: 'job'; readonly id: string }
  | { readonly kind: 'schedule'; readonly id: string };

export interface StartOptions {
  /** What new things are called. */
  readonly names: { readonly dataSet: string; readonly schedule: string };
  readonly store: PageStore;
  readonly signal: AbortSignal;
  /** Told of a data set that is being made first. */
  onMaking(dataSetId: string): void;
}

/**
 * Does what the sentence says: makes the rows where there are none yet, waits until they are there, and starts the job or
 * the schedule.
 * @throws TrilaneError what the server answered
 * @throws DOMException `AbortError`; rows that are being made go on being made
 */
export async function startWork(draft: StartDraft, options: StartOptions): Promise<StartedWork> {
  const dataSet = await dataSetOf(draft, options);
  const { modelId: model, versionId: version, workers, batchSize, when } = draft;
  const work = { dataSet, model, version, workers, ...(batchSize !== null && { batchSize }) };
  if (when.kind === 'now') return { kind: 'job', id: (await requests.startJob(work)).id };
  const schedule = await requests.makeSchedule({ ...work, name: options.names.schedule, timing: when });
  return { kind: 'schedule', id: schedule.id };
}

async function dataSetOf(
  { rows, modelId }: StartDraft,
  { names, store, signal, onMaking }: StartOptions,
): Promise<string> {
  if (rows.kind === 'data-set') return rows.id;
  const model = modelId;
  const name = names.dataSet;
  if (rows.kind === 'arriving') {
    const { perSecond, seed } = rows;
    const made = await requests.makeDataSet({ kind: 'arriving', name, model, perSecond, seed });
    if (!made.arrivals?.running) await requests.setArrivals(made.id, { perSecond, running: true });
    return made.id;
  }
  const made = await requests.makeDataSet({ kind: 'generated', name, model, rows: rows.count, seed: rows.seed });
  if (made.state === 'ready') return made.id;
  onMaking(made.id);
  let seen = false;
  const state = await store.until(({ dataSets }) => {
    const found = dataSets.find(({ id }) => id === made.id);
    seen ||= found !== undefined;
    // Deleted meanwhile counts as over, too.
    return found ? found.state === 'ready' || found.state === 'failed' : seen;
  }, signal);
  // The stream tells of the newest only: one that is finished and not among them is asked for by itself.
  const found = state.dataSets.find(({ id }) => id === made.id) ?? (await requests.dataSet(made.id));
  if (found.state === 'ready') return made.id;
  throw found.error ? TrilaneError.from(found.error) : new TrilaneError('cancelled', 'The data set is gone.');
}
