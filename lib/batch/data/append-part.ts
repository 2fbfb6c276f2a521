import { and, eq, lt, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/database';
import { dataSets, parts } from '../../db/schema';
import { TrilaneError } from '../../errors';
import { GrowingChecksums } from '../rows/growing-checksums';

export interface NewPart {
  /** The next one has the number of parts there are. */
  readonly index: number;
  readonly rows: number;
  readonly sizeBytes: number;
  /** SHA-256 of the part's file, hex. */
  readonly sha256: string;
  /** Whether the truth of any row is known. */
  readonly labelled: boolean;
}

export interface AppendedPart {
  /** Of the data set, 0 = its first. */
  readonly firstRow: number;
  /** False when it was there already: an attempt before this one got through. */
  readonly isNew: boolean;
}

/**
 * Adds a part, whose file is in the store already, to the end of a data set. Nobody else changes the set until the
 * transaction ends; a part that is there already is left as it is.
 *
 * @throws TrilaneError `unknown-data-set`; `internal` when it is another than the next one, or another of the same index
 */
export async function appendPart({ orm }: Transaction, dataSetId: string, part: NewPart): Promise<AppendedPart> {
  const { index, rows, sizeBytes, sha256, labelled } = part;
  const [set] = await orm
    .select({ rows: dataSets.rows, parts: dataSets.parts, checksum: dataSets.checksum })
    .from(dataSets)
    .where(eq(dataSets.id, dataSetId))
    .for('update');
  if (!set) throw new TrilaneError('unknown-data-set', 'The data set has been deleted.');
  if (index < set.parts) {
    const [known] = await orm
      .select()
      .from(parts)
      .where(sql`${parts.dataSetId} = ${dataSetId} and ${parts.index} = ${index}`);
    if (known?.sha256 !== sha256) throw new TrilaneError('internal', `Part ${index} is there with other rows.`);
    return { firstRow: known.firstRow, isNew: false };
  }
  if (index > set.parts) throw new TrilaneError('internal', `Part ${index} cannot follow ${set.parts} parts.`);
  await orm.insert(parts).values({ dataSetId, index, firstRow: set.rows, rows, sizeBytes, sha256 });
  const checksum = await CHECKSUMS.after(dataSetId, set.checksum, sha256, () => hashesOf(orm, dataSetId, index));
  await orm
    .update(dataSets)
    .set({
      rows: sql`${dataSets.rows} + ${rows}`,
      parts: index + 1,
      sizeBytes: sql`${dataSets.sizeBytes} + ${sizeBytes}`,
      labelled: sql`${dataSets.labelled} or ${labelled}`,
      checksum,
    })
    .where(eq(dataSets.id, dataSetId));
  return { firstRow: set.rows, isNew: true };
}

const CHECKSUMS = new GrowingChecksums();

/** The SHA-256 of each of the first `count` parts. */
async function hashesOf(orm: Transaction['orm'], dataSetId: string, count: number): Promise<readonly string[]> {
  const rows = await orm
    .select({ sha256: parts.sha256 })
    .from(parts)
    .where(and(eq(parts.dataSetId, dataSetId), lt(parts.index, count)))
    .orderBy(parts.index);
  return rows.map(({ sha256 }) => sha256);
}
