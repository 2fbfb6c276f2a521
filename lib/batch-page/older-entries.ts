import type { Paged } from '../wire/page-query';

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

/** What the stream tells of, and how many there are in all. */
export interface Told<Entry> {
  readonly entries: readonly Entry[];
  readonly total: number;
}

/**
 * What the stream no longer tells of only because newer ones are there: it was not deleted, so it is kept among the older.
 * @param isKnown what was fetched as an older one may come into the stream again, and is not new
 * @param window the fewest new ones that push off others of their kind; with so many, some may have come and gone untold
 * @returns `null`: something was deleted, or so much came that it cannot be told
 */
export function pushedOff<Entry extends Dated>(
  before: Told<Entry>,
  now: Told<Entry>,
  isKnown: (id: string) => boolean,
  window: number,
): readonly Entry[] | null {
  const then = new Set(before.entries.map(({ id }) => id));
  const there = new Set(now.entries.map(({ id }) => id));
  const created = now.entries.filter(({ id }) => !then.has(id) && !isKnown(id)).length;
  if (created >= window || now.total - before.total !== created) return null;
  return before.entries.filter(({ id }) => !there.has(id));
}

/** How far back those reach that are shown beside the stream, and those that it has just ceased to tell of: ISO 8601. */
export function reachOf<Entry extends Dated>(
  older: readonly Entry[],
  before: Told<Entry>,
  now: Told<Entry>,
): string | undefined {
  const there = new Set(now.entries.map(({ id }) => id));
  const left = [...older, ...before.entries.filter(({ id }) => !there.has(id))];
  return left.map(({ createdAt }) => createdAt).sort()[0];
}

type FetchPage<Entry> = (after: string | null) => Promise<Paged<Entry>>;

/**
 * Fetches page after page until one holds something new; where there is nothing new behind, there may be gaps before.
 * @param after `next` of what was fetched before; `null`: from the newest on
 */
export async function nextPage<Entry extends Dated>(
  fetchPage: FetchPage<Entry>,
  after: string | null,
  isKnown: (id: string) => boolean,
): Promise<Paged<Entry>> {
  const isNew = ({ entries }: Paged<Entry>) => entries.some(({ id }) => !isKnown(id));
  const found = await fetchUntil(fetchPage, after, isNew);
  return after === null || isNew(found) ? found : fetchUntil(fetchPage, null, isNew);
}

/** All of them as they are now, from the newest to the moment `oldest` (ISO 8601). */
export async function fetchAgain<Entry extends Dated>(
  fetchPage: FetchPage<Entry>,
  oldest: string,
): Promise<Paged<Entry>> {
  return fetchUntil(fetchPage, null, ({ entries }) => entries.some(({ createdAt }) => createdAt < oldest));
}

async function fetchUntil<Entry>(
  fetchPage: FetchPage<Entry>,
  after: string | null,
  isEnough: (page: Paged<Entry>) => boolean,
): Promise<Paged<Entry>> {
  const entries: Entry[] = [];
  for (let from = after; ; ) {
    const page = await fetchPage(from);
    entries.push(...page.entries);
    from = page.next;
    if (from === null || isEnough(page)) return { entries, next: from };
  }
}
