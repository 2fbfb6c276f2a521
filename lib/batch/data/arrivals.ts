import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '../../db/database';
import { dataSets } from '../../db/schema';
import { readPublicFile } from '../../engine/server/public-file';

import { TrilaneError } from '../../errors';
import { findModel } from '../../model';
import type { ModelEntry } from '../../model/manifest';
import { loadSamples, type SampleSet } from '../../model/samples';
import { ARRIVALS_PER_SECOND, GENERATED_ROWS } from '../../wire/batch-system';
import { type FileStore, partKey } from '../files/file-store';

import { checkedDataSetId, unknownDataSet } from '../rows/known-data-set';
import { encodePart } from '../rows/part-codec';
import { appendPart } from './append-part';

import { arrivalStepMs, LONGEST_STEP_MS, SHORTEST_STEP_MS } from './arrival-step';
import { generateRows } from './generate-rows';

/** Rows of a pause that is longer by so much than a step, such as while no server ran, never come. */
const LONGEST_PAUSE_MS = 1600;

export interface ArrivalChange {
  readonly perSecond: number;
  readonly running: boolean;
}

/** Lets rows arrive at a rate, from now on, or stops them. @throws TrilaneError `unknown-data-set`, `wrong-state`, `malformed-request` */
export async function setArrivals(
  database: Database,
  id: string,
  { perSecond, running }: ArrivalChange,
): Promise<void> {
  const { least, most } = ARRIVALS_PER_SECOND;
  if (!(perSecond >= least && perSecond <= most)) {
    throw new TrilaneError('malformed-request', `Rows arrive at ${least} to ${most.toLocaleString('en')} a second.`);
  }
  await inTransaction(database, async ({ orm }) => {
    const [set] = await orm
      .select()
      .from(dataSets)
      .where(eq(dataSets.id, checkedDataSetId(id)))
      .for('update');
    if (!set) throw unknownDataSet();
    if (set.kind !== 'arriving') throw new TrilaneError('wrong-state', `No rows arrive in "${set.name}".`);
    const isFull = set.rows >= GENERATED_ROWS.most;
    await orm
      .update(dataSets)
      .set({
        arrivalsPerSecond: perSecond,
        arriving: running && !isFull,
        // A new rate counts from now; what was due at the old one has come, but for the step that was under way.
        arrivedTo: sql`clock_timestamp()`,
      })
      .where(eq(dataSets.id, id));
  });
}

export interface ArrivalsOptions {
  readonly database: Database;
  readonly store: FileStore;
  readonly publicRoot: string;
}

/** Makes rows arrive in the data sets that are to have them. */
export interface Arrivals {
  /** Meant to be called twice a second, by every server: what one has made, no other makes. @returns rows that arrived */
  step(): Promise<number>;
}

export function createArrivals({ database, store, publicRoot }: ArrivalsOptions): Arrivals {
  const sampleSets = new Map<string, Promise<SampleSet>>();
  const samplesOf = (model: ModelEntry) => {
    const known = sampleSets.get(model.id) ?? loadSamples(model, (file) => readPublicFile(publicRoot, file));
    sampleSets.set(model.id, known);
    known.catch(() => sampleSets.delete(model.id));
    return known;
  };

  async function feed(due: DueSet): Promise<number> {
    const model = findModel(due.model);
    const block = generateRows(model, await samplesOf(model), due.seed, due.firstRow, due.count);
    const bytes = encodePart(model, block);
    return inTransaction(database, async (tx) => {
      // Another server may have been quicker: then its rows are those that were due.
      if (!(await isStillDue(tx, due))) return 0;
      await store.put(partKey(due.id, due.parts), bytes);
      await appendPart(tx, due.id, {
        index: due.parts,
        rows: due.count,
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        labelled: true,
      });
      const arriving = due.firstRow + due.count < GENERATED_ROWS.most;
      const arrivedTo = sql`to_timestamp(${due.arrivedToMs / 1000}::double precision)`;
      await tx.orm.update(dataSets).set({ arrivedTo, arriving }).where(eq(dataSets.id, due.id));
      return due.count;
    });
  }

  return {
    async step() {
      let rows = 0;
      let failure: unknown;
      for (const due of await dueSets(database)) {
        try {
          rows += await feed(due);
        } catch (error) {
          // A full disk, say: the other sets go on, and this one is tried again the next time.
          failure ??= error;
        }
      }
      if (failure !== undefined) throw failure;
      return rows;
    },
  };
}

/** Whether rows are to arrive anywhere, now or later. */
export async function isAnythingArriving({ orm }: Database): Promise<boolean> {
  const some = await orm.select({ id: dataSets.id }).from(dataSets).where(eq(dataSets.arriving, true)).limit(1);
  return some.length > 0;
}

interface DueSet {
  readonly id: string;
  readonly model: string;
  readonly seed: number;
  readonly parts: number;
  readonly firstRow: number;
  readonly count: number;
  /** Up to when these rows are all that arrive: rounding loses nothing. */
  readonly arrivedToMs: number;
}

/** How many parts the schedule that has come furthest has taken. */
const TAKEN_PARTS =
  sql`coalesce((select max(s.taken_parts) from schedules s where s.data_set_id = data_sets.id), 0)`.mapWith(Number);
const LAST_ROWS = sql<number | null>`(
  select p.rows from parts p where p.data_set_id = data_sets.id and p.index = data_sets.parts - 1)`;

async function dueSets({ orm }: Database): Promise<readonly DueSet[]> {
  const rows = await orm
    .select({
      set: dataSets,
      nowMs: sql`extract(epoch from clock_timestamp()) * 1000`.mapWith(Number),
      arrivedToMs: sql`coalesce(extract(epoch from ${dataSets.arrivedTo}) * 1000, 0)`.mapWith(Number),
      takenParts: TAKEN_PARTS,
      lastRows: LAST_ROWS,
    })
    .from(dataSets)
    .where(
      and(
        eq(dataSets.arriving, true),
        eq(dataSets.state, 'ready'),
        sql`coalesce(${dataSets.arrivedTo}, '-infinity') < clock_timestamp() - ${SHORTEST_STEP_MS} * interval '1 millisecond'`,
      ),
    );
  return rows.flatMap(({ set, nowMs, arrivedToMs, takenParts, lastRows }) => {
    const { id, model, seed, parts, rows: firstRow, arrivalsPerSecond } = set;
    const perMs = (arrivalsPerSecond ?? 0) / 1000;
    const stepMs = arrivalStepMs(findModel(model), { openParts: parts - takenParts, perMs });
    if (nowMs - arrivedToMs < stepMs) return [];
    // The step may have been longer until a schedule took the parts: no row of it is lost.
    const longestMs = Math.min(LONGEST_STEP_MS, Math.max(stepMs, (2 * (lastRows ?? 0)) / perMs));
    const fromMs = Math.max(arrivedToMs, nowMs - longestMs - LONGEST_PAUSE_MS);
    const count = Math.min(Math.floor((nowMs - fromMs) * perMs), GENERATED_ROWS.most - firstRow);
    if (count <= 0) return [];
    return [{ id, model, seed: seed ?? 0, parts, firstRow, count, arrivedToMs: fromMs + count / perMs }];
  });
}

async function isStillDue({ orm }: Transaction, due: DueSet): Promise<boolean> {
  const [set] = await orm
    .select({ parts: dataSets.parts, arriving: dataSets.arriving })
    .from(dataSets)
    .where(eq(dataSets.id, due.id))
    .for('update', { skipLocked: true });
  return set?.parts === due.parts && set.arriving;
}
