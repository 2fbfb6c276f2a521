import { z } from 'zod';

const MOST_ENTRIES = 500;
/** Entries of a page where nobody says how many. */
export const PAGE_ENTRIES = 100;

/** The place of an entry in a list that is newest first, also once it is deleted: microseconds since 1970, and its id. */
const CURSOR = /^-?\d{1,17}\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What the lists take: nothing for all, as ever, or one page of them. */
export const pageQuery = z.strictObject({
  /** `next` of the page before, or the id of its last entry. */
  after: z.union([z.uuid(), z.string().regex(CURSOR)]).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_ENTRIES).optional(),
});

export interface Page {
  readonly after: string | null;
  readonly limit: number;
}

/** What `after` takes for the page behind it; `null` where there is none; absent where all was asked for. */
export const nextCursor = z.string().nullable().optional();

export interface Paged<Entry> {
  readonly entries: readonly Entry[];
  readonly next: string | null;
}

/** @returns nothing where all is asked for */
export function pageOf({ after, limit }: z.output<typeof pageQuery>): Page | undefined {
  return after === undefined && limit === undefined
    ? undefined
    : { after: after ?? null, limit: limit ?? PAGE_ENTRIES };
}
