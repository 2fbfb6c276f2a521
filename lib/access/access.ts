import 'server-only';
import { TrilaneError } from '../errors';
import type { RefusalReason } from '../wire/operator-schema';
import { isFromOtherSite } from './foreign-site';
import { createHostCheck, isLoopback } from './hosts';
import { PACES, SLOT_SHARES } from './limits';
import { networkOf } from './network';
import { bearerIn, createOperatorKey, type FoundKey, findOperatorKey, type OperatorKey } from './operator-key';
import { createPace, type Pace } from './pace';
import { clientAddress, createProxyCheck, type IsProxy, pathPrefix } from './proxy';
import { type Client, createSlots, type Slots } from './slots';
import { newVisitorToken, ownerOf, visitorToken } from './visitor';

/** Who sent a request, and what they may. */
export interface Caller extends Client {
  /** Under no share, and may change what others made. On a server that only its own machine reaches everybody is. */
  readonly isOperator: boolean;
  /** Its token was made for this very request. */
  readonly isNew?: boolean;
  /**
   * Counts something that stays, and its bytes at most, for the client's address, whatever token it comes with.
   * @throws TooFast
   */
  readonly make?: (bytes: number) => void;
  /** Counts rows that a batch lane of the Lab has scored. @throws TooFast */
  readonly score?: (rows: number) => void;
}

/** The one caller of a server that nobody shares; what a schedule does is done for the operator, too. */
export const NOBODY_ELSE: Caller = { visitor: null, isOperator: true, address: '' };

/** The headers by which a request is judged, as Node and the web name them. */
export type HeaderOf = (name: string) => string | undefined;

/** Who may ask this server for what. */
export interface Access {
  /** Whether others than this machine's own programs reach it: then the operator's key counts. */
  readonly isShared: boolean;
  readonly operator: OperatorKey | null;
  /** Where the key came from. */
  readonly key: FoundKey | null;
  readonly slots: Readonly<Record<keyof typeof SLOT_SHARES, Slots>>;
  readonly paces: Readonly<Record<keyof typeof PACES, Pace>>;
  readonly isProxy: IsProxy;
  /** @throws TrilaneError `wrong-host`, `cross-site` (of the API alone) */
  requireWelcome(method: string, isApi: boolean, header: HeaderOf): void;
  /** Whose share something is of. @param address of the connection, which may be a proxy's */
  clientOf(header: HeaderOf, address: string): Client;
  /** The same, and whether it is the operator: a wrong key counts as a guess. @throws TooFast */
  callerOf(header: HeaderOf, address: string): Caller;
  /** Whether it is the operator's; a wrong one counts as a guess. @throws TooFast */
  isKey(text: string, client: Client): boolean;
  /** A visitor who has no token yet gets one. */
  newcomer(caller: Caller): { readonly caller: Caller; readonly token: string };
  /** How often clients were refused, by reason. */
  refusals(): Readonly<Partial<Record<RefusalReason, number>>>;
  refused(reason: RefusalReason): void;
}

export interface AccessOptions {
  /** Default `localhost`. */
  readonly listenHost?: string | undefined;
  /** Other names this server goes by. */
  readonly names?: readonly string[] | undefined;
  readonly operatorKey?: string | undefined;
  /** Addresses of proxies in front of the server; see `createProxyCheck`. */
  readonly proxies?: string | undefined;
  /** Where the key is kept. */
  readonly dataRoot: string;
  readonly onRefusal?: ((reason: RefusalReason) => void) | undefined;
}

/** @throws Error in words, where the operator's key is no key, or an address of a proxy no address */
export function createAccess({
  listenHost = 'localhost',
  names = [],
  operatorKey,
  proxies,
  dataRoot,
  onRefusal,
}: AccessOptions): Access {
  // Whoever gave it names or a key has put it where others reach it, such as behind a proxy.
  const isShared = !isLoopback(listenHost) || names.length > 0 || operatorKey !== undefined || Boolean(proxies);
  const key = isShared ? findOperatorKey(dataRoot, operatorKey) : null;
  const operator = key && createOperatorKey(key.text);
  const isProxy = createProxyCheck(proxies);
  const isHost = createHostCheck({ listenHost, names });
  const counts: Partial<Record<RefusalReason, number>> = {};
  const refused = (reason: RefusalReason) => {
    counts[reason] = (counts[reason] ?? 0) + 1;
    onRefusal?.(reason);
  };
  const slots = {
    uploads: createSlots('uploads', SLOT_SHARES.uploads, () => refused('uploads')),
    streams: createSlots('streams', SLOT_SHARES.streams, () => refused('streams')),
    bodies: createSlots('bytes of requests', SLOT_SHARES.bodies, () => refused('bodies'), inMebibytes),
  };
  const pace = (name: keyof typeof PACES, what: string) =>
    createPace(what, PACES[name], { onRefusal: () => refused(REASONS[name]) });
  const paces = {
    changes: pace('changes', 'changes'),
    measuring: pace('measuring', 'measurements'),
    making: pace('making', 'data sets and jobs'),
    labRows: pace('labRows', 'rows of batch lanes'),
    makingBytes: pace('makingBytes', 'bytes of data sets and jobs'),
    keys: pace('keys', 'keys'),
  };
  const isKey = (known: OperatorKey, text: string, client: Client): boolean => {
    if (!known.isLong) paces.keys.look(client);
    if (known.is(text)) return true;
    refused('wrong-key');
    paces.keys.step(client);
    return false;
  };
  const clientOf = (header: HeaderOf, address: string): Client => {
    const token = visitorToken(header('cookie'));
    return {
      visitor: token === undefined ? null : ownerOf(token),
      address: networkOf(clientAddress(address, header('x-forwarded-for'), isProxy)),
    };
  };
  const isOperatorBy = (
    known: OperatorKey,
    authorization: string | undefined,
    cookie: string | undefined,
    client: Client,
  ) => {
    if (known.isCarried({ cookie: cookie ?? null })) return true;
    const text = bearerIn(authorization);
    return text !== undefined && isKey(known, text, client);
  };
  return {
    isShared,
    operator,
    key,
    slots,
    paces,
    isProxy,
    requireWelcome(method, isApi, header) {
      const prefix = pathPrefix(header('x-forwarded-prefix'));
      if (prefix !== undefined) {
        refused('path-prefix');
        throw new TrilaneError(
          'wrong-host',
          `This site works at the root of an address, not under ${quoted(prefix)}. Whoever runs the proxy can give it a name or a port of its own.`,
        );
      }
      const host = header('host');
      if (!isHost(host)) {
        refused('wrong-host');
        throw new TrilaneError(
          'wrong-host',
          `This server does not go by the name ${quoted(host)}. Whoever runs it can add the name: TRILANE_HOSTS=… npm start.`,
        );
      }
      if (!isApi) return;
      const asked = { method, host, origin: header('origin'), fetchSite: header('sec-fetch-site') };
      if (asked.origin === undefined && asked.fetchSite === undefined) return;
      const fetched = { fetchMode: header('sec-fetch-mode'), fetchDest: header('sec-fetch-dest') };
      if (!isFromOtherSite({ ...asked, ...fetched })) return;
      refused('cross-site');
      throw new TrilaneError(
        'cross-site',
        'A page of another site sent this request. This server answers its own pages only.',
      );
    },
    clientOf,
    callerOf(header, address) {
      const client = clientOf(header, address);
      return {
        ...client,
        isOperator: operator === null || isOperatorBy(operator, header('authorization'), header('cookie'), client),
        score: (rows) => paces.labRows.step(client, rows),
        make(bytes) {
          paces.making.step(client);
          paces.makingBytes.step(client, bytes);
        },
      };
    },
    isKey: (text, client) => operator === null || isKey(operator, text, client),
    newcomer(caller) {
      const token = newVisitorToken();
      return { token, caller: { ...caller, visitor: ownerOf(token), isNew: true } };
    },
    refusals: () => counts,
    refused,
  };
}

/** Under which reason a pace refuses. */
const REASONS = {
  changes: 'changes',
  measuring: 'measuring',
  labRows: 'measuring',
  making: 'making',
  makingBytes: 'making',
  keys: 'keys',
} as const satisfies Record<keyof typeof PACES, RefusalReason>;

/** Without it an address could be found from what is kept of it: there are few enough to try them all. */
const SALT = newVisitorToken();

/** With whom somebody takes turns at this server: visitors each for themselves, those who send no token with all of their address. */
export function turnsOf({ visitor, address, isNew }: Caller): string {
  return visitor === null || isNew ? ownerOf(`${SALT} ${address}`) : visitor;
}

/** @throws TrilaneError `operator-key-needed` */
export function requireOperator({ isOperator }: Caller, what: string): void {
  if (isOperator) return;
  throw new TrilaneError('operator-key-needed', `${what} takes the operator's key.`);
}

/** Whether somebody may do with a thing what they like. @param owner null: nobody knows whose it is */
export function isOwn({ visitor, isOperator }: Caller, owner: string | null): boolean {
  return isOperator || (owner !== null && owner === visitor);
}

/** @throws TrilaneError `operator-key-needed` for what somebody else made, or nobody knows who */
export function requireOwn(caller: Caller, owner: string | null, what: string): void {
  if (isOwn(caller, owner)) return;
  throw new TrilaneError(
    'operator-key-needed',
    `${what} was made in another browser: only that one, or somebody with the operator's key, may change it.`,
  );
}

const quoted = (host = '') => `"${host.slice(0, 80).replace(/[^\x20-\x7e]/g, '?')}"`;
const inMebibytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MiB`;
