import 'server-only';
import { statfs } from 'node:fs/promises';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Caller, requireOperator } from '../access/access';
import { ALL_HAVE, LEAST_FREE_BYTES, VISITOR_HAS, VISITOR_SIZES } from '../access/limits';
import type { Database } from '../db/database';
import { dataSets, jobs, schedules } from '../db/schema';
import { TrilaneError } from '../errors';
import { MANIFEST } from '../model';
import { isTable, type ModelEntry } from '../model/manifest';
import { elementCount } from '../model/tensor';

/** What somebody is about to add. */
export interface Wanted {
  readonly dataSets?: 1;
  readonly jobs?: 1;
  readonly schedules?: 1;
  /** On disk, at most. */
  readonly bytes: number;
}

/** In memory a pixel is a byte and a value of a table four; compressed they are less. */
export function bytesOfRows(model: ModelEntry, rows: number): number {
  return rows * elementCount(model.input.shape.slice(1)) * (isTable(model) ? Float32Array.BYTES_PER_ELEMENT : 1);
}

/** A row number, two answers and a share for each class, four bytes each. */
export function bytesOfAnswers(model: ModelEntry, rows: number): number {
  return rows * (model.classes.length + 3) * Float32Array.BYTES_PER_ELEMENT;
}

export interface Held {
  readonly dataSets: number;
  readonly openJobs: number;
  readonly bytes: number;
}

/**
 * That there is room for it: of this client's share, of what all may have, and on the disk. In a transaction two requests of one visitor are
 * judged one after the other; of several visitors in the same moment all may be let in.
 * @throws TrilaneError `share-used-up`, `storage-full`, `too-many-requests`
 */
export async function requireRoom(
  { orm, kind }: Pick<Database, 'orm' | 'kind'>,
  caller: Caller,
  wanted: Wanted,
  dataRoot: string,
): Promise<void> {
  if (!caller.isOperator) {
    await orm.execute(sql`select pg_advisory_xact_lock(hashtext(${caller.visitor ?? ''}))`);
    const own = await held(orm, caller.visitor);
    requireBelow(own.dataSets + (wanted.dataSets ?? 0), VISITOR_HAS.dataSets, 'data sets', 'This browser');
    requireBelow(own.openJobs + (wanted.jobs ?? 0), VISITOR_HAS.openJobs, 'jobs that are not over', 'This browser');
    requireBytes(own.bytes + wanted.bytes, VISITOR_HAS.bytes, 'This browser');
  }
  const all = await held(orm);
  requireBelow(all.dataSets + (wanted.dataSets ?? 0), ALL_HAVE.dataSets, 'data sets', 'This server');
  requireBelow(all.openJobs + (wanted.jobs ?? 0), ALL_HAVE.openJobs, 'jobs that are not over', 'This server');
  if (wanted.schedules) requireBelow((await orm.$count(schedules)) + 1, ALL_HAVE.schedules, 'schedules', 'This server');
  requireBytes(all.bytes + wanted.bytes, diskBytes(), 'This server');
  const free = kind === 'embedded' ? await freeBytes(dataRoot) : undefined;
  if (free !== undefined && free - wanted.bytes < LEAST_FREE_BYTES)
    throw new TrilaneError('storage-full', `The disk has ${inMegabytes(free)} left, which is too little for this.`);
  if (!caller.isOperator) caller.make?.(wanted.bytes);
}

/** @throws TrilaneError `operator-key-needed` for more rows than a visitor may have scored or made at once */
export function requireSmall(caller: Caller, rows: number, what: string): void {
  if (rows > VISITOR_SIZES.rows)
    requireOperator(caller, `${what} of more than ${VISITOR_SIZES.rows.toLocaleString('en')} rows`);
}

/** What somebody has, or all. Answers count by their rows; a set that is being made by those it will have. */
export async function held(orm: Database['orm'], owner?: string | null): Promise<Held> {
  const ofSets = owner === undefined ? undefined : owner === null ? sql`false` : eq(dataSets.owner, owner);
  const ofJobs = owner === undefined ? undefined : owner === null ? sql`false` : eq(jobs.owner, owner);
  const sets = await orm
    .select({
      model: dataSets.model,
      count: sql`count(*)`.mapWith(Number),
      bytes: sql`coalesce(sum(${dataSets.sizeBytes}), 0)`.mapWith(Number),
      coming: sql`coalesce(sum(${dataSets.wantedRows}) filter (where ${dataSets.state} = 'generating'), 0)`.mapWith(
        Number,
      ),
    })
    .from(dataSets)
    .where(ofSets)
    .groupBy(dataSets.model);
  const answered = await orm
    .select({ model: jobs.model, rows: sql`coalesce(sum(${jobs.count}), 0)`.mapWith(Number) })
    .from(jobs)
    .where(and(ofJobs, eq(jobs.kind, 'score'), eq(jobs.queue, 'long')))
    .groupBy(jobs.model);
  const openJobs = await orm.$count(jobs, and(ofJobs, isNull(jobs.finishedAt), eq(jobs.queue, 'long')));
  const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);
  return {
    dataSets: sum(sets.map(({ count }) => count)),
    openJobs,
    bytes:
      sum(sets.map(({ model, bytes, coming }) => bytes + ofModel(model, (known) => bytesOfRows(known, coming)))) +
      sum(answered.map(({ model, rows }) => ofModel(model, (known) => bytesOfAnswers(known, rows)))),
  };
}

/** Things of a model that is no more are still there; how large they would be nobody knows. */
export function ofModel(id: string, bytes: (model: ModelEntry) => number): number {
  const model = MANIFEST.models.find((one) => one.id === id);
  return model ? bytes(model) : 0;
}

function requireBelow(count: number, most: number, what: string, who: string): void {
  if (count <= most) return;
  throw new TrilaneError(
    'share-used-up',
    `${who} has ${(count - 1).toLocaleString('en')} ${what} already, and may have ${most.toLocaleString('en')}.`,
  );
}

function requireBytes(bytes: number, most: number, who: string): void {
  if (bytes <= most) return;
  throw new TrilaneError(
    'share-used-up',
    `With this, ${who.toLowerCase()} would keep up to ${inMegabytes(bytes)} of data sets and answers, and may keep ${inMegabytes(most)}.`,
  );
}

/** `TRILANE_DISK_BYTES` sets another number. */
export function diskBytes(): number {
  const bytes = Number(process.env.TRILANE_DISK_BYTES);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : ALL_HAVE.bytes;
}

export async function freeBytes(folder: string): Promise<number | undefined> {
  const disk = await statfs(folder).catch(() => undefined);
  return disk && disk.bavail * disk.bsize;
}

const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;
