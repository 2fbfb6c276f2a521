/** Tells the requests of one client apart: a browser whose connection drops sends a request again without a word. */
export const REQUEST_ID = 'trilane-request';

/** @returns makes the name of the next request; no two clients make the same */
export function createRequestIds(): () => string {
  const client = Math.random().toString(36).slice(2, 10);
  let count = 0;
  return () => `${client}-${(count++).toString(36)}`;
}

/** Which client made the name of a request; nothing where there is none. */
export function clientOf(id: string | null | undefined): string | undefined {
  return id?.slice(0, MOST_OF_A_CLIENT).split('-', 1)[0] || undefined;
}

/** A name may be of any length, from others than our own clients. */
const MOST_OF_A_CLIENT = 64;

/** Knows requests by their names. */
export interface SeenRequests {
  /** Whether a request of this name came before; from now on it has. */
  seeAgain(id: string | null | undefined): boolean;
}

/** A browser sends again within moments: so many names back is enough. */
const LEAST_REMEMBERED = 2048;

export function createSeenRequests(): SeenRequests {
  let latest = new Set<string>();
  let before = latest;
  return {
    seeAgain(id) {
      if (!id) return false;
      if (latest.has(id) || before.has(id)) return true;
      if (latest.size >= LEAST_REMEMBERED) {
        before = latest;
        latest = new Set();
      }
      latest.add(id);
      return false;
    },
  };
}
