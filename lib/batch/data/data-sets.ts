import 'server-only';
import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Caller, NOBODY_ELSE, requireOperator, requireOwn } from '../../access/access';
import { VISITOR_SIZES } from '../../access/limits';
import { type Database, inTransaction, type Transaction } from '../../db/database';
import { dataSets, jobs, schedules } from '../../db/schema';
import { readPublicFile } from '../../engine/server/public-file';

import { TrilaneError } from '../../errors';
import { findModel } from '../../model';
import type { ModelEntry } from '../../model/manifest';
import { loadSamples } from '../../model/samples';
import { ARRIVALS_PER_SECOND, GENERATED_ROWS, type UploadFormat } from '../../wire/batch-system';
import type { DataSetInfo, DataSetRequest } from '../../wire/data-set-schema';
import type { Page, Paged } from '../../wire/page-query';
import { checkedName } from '../../wire/shown-name';
import { type FileStore, rejectsKey } from '../files/file-store';
import { createGenerateJob } from '../jobs/jobs';
import { requireSwitchedOn } from '../operator-settings';
import { bytesOfRows, requireRoom, requireSmall } from '../room';

import { checkedDataSetId, unknownDataSet } from '../rows/known-data-set';
import { planParts } from '../rows/part-plan';

import { dataSetInfo } from './data-set-info';
import { exampleFile } from './example-file';
import type { IngestLimits } from './ingest/run-ingest';
import { listDataSets, pageOfDataSets } from './list-data-sets';
import { sweepDataSets } from './sweep-data-sets';
import { createTurns } from './turns';
import { LONGEST_UPLOAD_MS, largestUploadBytes, type Upload, uploadDataSet } from './upload-data-set';

export interface DataSets {
  /** Newest first. */
  list(): Promise<readonly DataSetInfo[]>;
  /** The same, a page of them. @throws TrilaneError `unknown-data-set` where it is to follow the id of one that is no more */
  page(page: Page): Promise<Paged<DataSetInfo>>;
  /** @throws TrilaneError `unknown-data-set` */
  get(id: string): Promise<DataSetInfo>;
  /**
   * A generated set, whose rows a job then writes, or an arriving one, which is empty at first.
   * @throws TrilaneError `malformed-request`, `unknown-model`, and as `requireRoom` does
   */
  create(request: DataSetRequest, caller?: Caller): Promise<DataSetInfo>;
  /** @throws TrilaneError as `uploadDataSet` and `requireRoom` do, `malformed-request` */
  upload(upload: Omit<Upload, 'model'> & { readonly model: string }, caller?: Caller): Promise<DataSetInfo>;
  /** @throws TrilaneError `unknown-data-set`, `data-set-in-use`, `operator-key-needed` for another's */
  delete(id: string, caller?: Caller): Promise<void>;
  /** The rejected rows of an upload, as CSV. @throws TrilaneError `unknown-data-set`, `not-found` when there are none */
  rejects(id: string): Promise<Uint8Array>;
  /** A file that may be uploaded. @throws TrilaneError `unknown-model` */
  example(model: string, format: UploadFormat): Promise<Uint8Array>;
}

interface OpenFiles {
  readonly database: Database;
  readonly store: FileStore;
}

/** A `BatchSystem` will do. */
export interface DataSetOptions {
  open(): Promise<OpenFiles>;
  /** Does something every so often while the database is open. */
  every(name: string, periodMs: number, work: (open: OpenFiles) => Promise<unknown>): void;
  readonly dataRoot: string;
  readonly publicRoot: string;
  /** Something changed that workers and readers should look at. */
  nudge(): void;
  readonly limits?: IngestLimits;
}

/** Each file that is read has a process of its own; others wait for their turn. */
const MOST_READ = 2;
const LARGE_UPLOAD = `An upload of more than ${VISITOR_SIZES.uploadBytes / 1_000_000} MB`;
const GENERATING_WORKERS = 2;
const SWEEP_MS = 60 * 60 * 1000;

export function createDataSets({ open, every, dataRoot, publicRoot, nudge, limits }: DataSetOptions): DataSets {
  const startMs = performance.now();
  const reading = createTurns(MOST_READ);

  every('delete uploads left half-finished', SWEEP_MS, (opened) => {
    // Nobody else has the embedded database: what came in before this server started is left over.
    const ageMs = opened.database.kind === 'embedded' ? performance.now() - startMs : LONGEST_UPLOAD_MS;
    return sweepDataSets(opened, dataRoot, ageMs);
  });

  async function get(id: string): Promise<DataSetInfo> {
    const { database } = await open();
    const [row] = await database.orm
      .select()
      .from(dataSets)
      .where(eq(dataSets.id, checkedDataSetId(id)));
    if (!row) throw unknownDataSet();
    return dataSetInfo(row);
  }

  return {
    get,
    list: async () => listDataSets((await open()).database),
    page: async (page) => pageOfDataSets((await open()).database, page),
    async create(request, caller = NOBODY_ELSE) {
      const model = findModel(request.model);
      const values = { ...checkedRequest(request), owner: caller.visitor };
      if (request.kind === 'arriving') requireOperator(caller, 'A data set in which rows arrive by themselves');
      const rows = values.wantedRows ?? 0;
      requireSmall(caller, rows, 'A data set');
      const { database } = await open();
      await requireSwitchedOn(database, caller, 'generate');
      const id = randomUUID();
      await inTransaction(database, async (tx) => {
        const isMade = request.kind === 'generated';
        const wanted = { dataSets: 1, ...(isMade && { jobs: 1 as const }), bytes: bytesOfRows(model, rows) } as const;
        await requireRoom({ ...database, orm: tx.orm }, caller, wanted, dataRoot);
        await tx.orm.insert(dataSets).values({ id, ...values });
        if (request.kind === 'generated') await startGenerating(database, tx, model, { id, ...values });
      });
      nudge();
      return get(id);
    },
    async upload({ name, model, ...upload }, caller = NOBODY_ELSE) {
      const checked = { ...upload, name: checkedName(name), model: findModel(model), owner: caller.visitor };
      const { announcedBytes = 0 } = upload;
      if (announcedBytes > VISITOR_SIZES.uploadBytes) requireOperator(caller, LARGE_UPLOAD);
      const limitBytes = caller.isOperator ? largestUploadBytes() : VISITOR_SIZES.uploadBytes;
      const { database, store } = await open();
      await requireSwitchedOn(database, caller, 'upload');
      // Who does not say how large it is may send as much as they may.
      const bytes = announcedBytes || (caller.isOperator ? 0 : limitBytes);
      const requireRoomIn = (tx: Transaction) =>
        requireRoom({ ...database, orm: tx.orm }, caller, { dataSets: 1, bytes }, dataRoot);
      try {
        const context = { database, store, dataRoot, limits, limitBytes, reading, requireRoomIn };
        return await get(await uploadDataSet(checked, context));
      } finally {
        nudge();
      }
    },
    async delete(id, caller = NOBODY_ELSE) {
      checkedDataSetId(id);
      const { database, store } = await open();
      await inTransaction(database, async (tx) => {
        const [row] = await tx.orm.select().from(dataSets).where(eq(dataSets.id, id)).for('update');
        if (!row) throw unknownDataSet();
        requireOwn(caller, row.owner, 'This data set');
        await requireUnused(tx, id);
        await tx.orm.delete(dataSets).where(eq(dataSets.id, id));
      });
      nudge();
      await store.removeAll(`data-sets/${id}/`);
    },
    async rejects(id) {
      const { rejectedRows } = await get(id);
      if (rejectedRows === 0) throw new TrilaneError('not-found', 'No row of this data set was rejected.');
      return (await open()).store.get(rejectsKey(id));
    },
    async example(modelId, format) {
      const model = findModel(modelId);
      return exampleFile(model, await loadSamples(model, (file) => readPublicFile(publicRoot, file)), format);
    },
  };
}

function startGenerating(
  database: Database,
  tx: Transaction,
  model: ModelEntry,
  set: Pick<typeof dataSets.$inferSelect, 'id' | 'name' | 'wantedRows' | 'owner'>,
): Promise<string> {
  return createGenerateJob(database, tx, {
    dataSet: { id: set.id, name: set.name },
    owner: set.owner,
    target: { modelId: model.id, versionId: model.defaultVersion },
    workers: GENERATING_WORKERS,
    partRows: planParts(model, set.wantedRows ?? 0).map(({ rows }) => rows),
  });
}

function checkedRequest(request: DataSetRequest) {
  const { kind, model, seed } = request;
  if (!Number.isInteger(seed) || seed < 0 || seed > 0x7fffffff) {
    throw new TrilaneError('malformed-request', '"seed" has to be a whole number from 0 to 2147483647.');
  }
  const isGenerated = kind === 'generated';
  return {
    name: checkedName(request.name),
    kind,
    model,
    seed,
    // They are drawn from samples whose truth is known.
    labelled: true,
    state: isGenerated ? ('generating' as const) : ('ready' as const),
    wantedRows: isGenerated ? within('rows', request.rows, GENERATED_ROWS) : null,
    arrivalsPerSecond: isGenerated ? null : within('perSecond', request.perSecond, ARRIVALS_PER_SECOND),
    createdAt: sql`clock_timestamp()`,
  };
}

function within(
  what: string,
  value: number,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const range = `${least.toLocaleString('en')} to ${most.toLocaleString('en')}`;
  throw new TrilaneError('malformed-request', `"${what}" has to be a whole number from ${range}.`);
}

async function requireUnused({ orm }: Transaction, id: string): Promise<void> {
  const [job] = await orm
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.dataSetId, id), isNull(jobs.finishedAt)))
    .limit(1);
  if (job) throw new TrilaneError('data-set-in-use', 'A job that is not over works on this data set.');
  const [schedule] = await orm
    .select({ name: schedules.name })
    .from(schedules)
    .where(eq(schedules.dataSetId, id))
    .limit(1);
  if (schedule) throw new TrilaneError('data-set-in-use', `The schedule "${schedule.name}" takes this data set.`);
}
