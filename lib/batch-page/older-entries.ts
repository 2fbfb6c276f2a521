/** What a list of the overview holds, as far as pages of it go. */
export interface Dated {
  readonly id: string;
  /** ISO 8601 */
  readonly createdAt: string;
}

/** The entries that the stream tells of, and older ones that were fetched: each once, as the stream has it, newest first. */
export function withOlder<Entry extends Dated>(live: readonly Entry[], older: readonly Entry[]): readonly Entry[] {
  if (older.length === 0) return live;
  const known = new Set<string>();
  const all = [...live, ...older].filter(({ id }) => known.size < known.add(id).size);
  // The sort is stable: what came in one moment stays in the order of the server.
  return all.sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}

/**
 * What the stream no longer tells of only because `window` newer ones are there: it was not deleted, so it is kept among the older.
 * @param window how many of the newest the stream tells of in any case
 */
export function pushedOff<Entry extends Dated>(
  before: readonly Entry[],
  now: readonly Entry[],
  window: number,
): readonly Entry[] {
  const oldest = now[window - 1];
  if (!oldest) return [];
  const known = new Set(now.map(({ id }) => id));
  return before.filter(({ id, createdAt }) => !known.has(id) && createdAt <= oldest.createdAt);
}

/**
 * Fetches page after page until one holds something new.
 * @param after the last entry that was fetched before
 * @returns all of that, and the last one of it; without entries where there are no more
 */
export async function nextPage<Entry extends Dated>(
  fetchPage: (after: string | null) => Promise<readonly Entry[]>,
  after: string | null,
  isKnown: (id: string) => boolean,
): Promise<{ readonly entries: readonly Entry[]; readonly last: string | null }> {
  const entries: Entry[] = [];
  for (let last = after; ; ) {
    const page = await fetchPage(last);
    entries.push(...page);
    last = page.at(-1)?.id ?? last;
    if (page.length === 0 || page.some(({ id }) => !isKnown(id))) return { entries, last };
  }
}
