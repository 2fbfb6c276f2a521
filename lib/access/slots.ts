import { TrilaneError } from '../errors';

/** Who asks, as far as shares are concerned. */
export interface Client {
  /** Of the visitor's token; null where none was sent. */
  readonly visitor: string | null;
  readonly address: string;
}

/** How much of something may be in use at once. A class sits behind one address, so that an address has room for many visitors. */
export interface Share {
  readonly perVisitor: number;
  readonly perAddress: number;
  readonly inAll: number;
}

/** What is used up while it is used: uploads, streams, bytes of bodies. */
export interface Slots {
  /**
   * @param amount 1 where nothing else is said
   * @returns gives it back; once is enough, more does no harm
   * @throws TrilaneError `too-many-requests`
   */
  take(client: Client, amount?: number): () => void;
  /** In use now, by anybody. */
  used(): number;
  usedBy(visitor: string): number;
}

/**
 * @param what in the plural, as in "too many uploads"
 * @param onRefusal told whose limit it was
 */
export function createSlots(
  what: string,
  share: Share,
  onRefusal: (limit: keyof Share) => void = () => {},
  unit: (amount: number) => string = String,
): Slots {
  const visitors = new Map<string, number>();
  const addresses = new Map<string, number>();
  let all = 0;

  const refuse = (limit: keyof Share): never => {
    onRefusal(limit);
    const whose = {
      perVisitor: 'from this browser',
      perAddress: 'from your network',
      inAll: 'on this server',
    }[limit];
    throw new TrilaneError(
      'too-many-requests',
      `Too many ${what} are under way ${whose}; ${unit(share[limit])} is the most. Try again in a moment.`,
    );
  };
  return {
    take({ visitor, address }, amount = 1) {
      const ofVisitor = visitor === null ? 0 : (visitors.get(visitor) ?? 0);
      const ofAddress = addresses.get(address) ?? 0;
      if (visitor !== null && ofVisitor + amount > share.perVisitor) refuse('perVisitor');
      if (ofAddress + amount > share.perAddress) refuse('perAddress');
      if (all + amount > share.inAll) refuse('inAll');
      if (visitor !== null) visitors.set(visitor, ofVisitor + amount);
      addresses.set(address, ofAddress + amount);
      all += amount;
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        if (visitor !== null) lower(visitors, visitor, amount);
        lower(addresses, address, amount);
        all -= amount;
      };
    },
    used: () => all,
    usedBy: (visitor) => visitors.get(visitor) ?? 0,
  };
}

function lower(counts: Map<string, number>, key: string, amount: number): void {
  const left = (counts.get(key) ?? 0) - amount;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
