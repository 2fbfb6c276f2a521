import { z } from 'zod';

const MOST_ENTRIES = 500;
/** Entries of a page where nobody says how many. */
export const PAGE_ENTRIES = 100;

/** What the lists take: nothing for all, as ever, or one page of them. */
export const pageQuery = z.strictObject({
  /** The id of the last entry of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(MOST_ENTRIES).optional(),
});

export interface Page {
  readonly after: string | null;
  readonly limit: number;
}

/** @returns nothing where all is asked for */
export function pageOf({ after, limit }: z.output<typeof pageQuery>): Page | undefined {
  return after === undefined && limit === undefined
    ? undefined
    : { after: after ?? null, limit: limit ?? PAGE_ENTRIES };
}
