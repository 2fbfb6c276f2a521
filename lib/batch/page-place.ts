import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Page, Paged } from '../wire/page-query';

/** Microseconds since 1970, as the database keeps a moment: a `Date` would round it. */
export const microsOf = (moment: SQLWrapper) => sql<string>`(extract(epoch from ${moment}) * 1000000)::bigint::text`;

/** What comes behind `after`, by `created_at` (newest first) and id; nothing behind an id that is no more. */
export function isBehind(table: 'jobs' | 'data_sets', { after }: Pick<Page, 'after'>): SQL {
  if (after === null) return sql`true`;
  const name = sql.identifier(table);
  const place = (of: SQL) => sql`-(extract(epoch from ${of}.created_at) * 1000000)::bigint, ${of}.id`;
  const [micros, id] = after.split('.');
  const last =
    id === undefined
      ? sql`select ${place(sql`l`)} from ${name} l where l.id = ${after}::uuid`
      : sql`select -(${micros}::bigint), ${id}::uuid`;
  return sql`(${place(sql`${name}`)}) > (${last})`;
}

interface Placed<Info> {
  readonly info: Info;
  readonly micros: string;
}

/** @param found as far as `limit` goes */
export function pageOfPlaced<Info extends { readonly id: string }>(
  found: readonly Placed<Info>[],
  limit: number,
): Paged<Info> {
  const last = found.length < limit ? undefined : found.at(-1);
  return { entries: found.map(({ info }) => info), next: last ? `${last.micros}.${last.info.id}` : null };
}
